"""negotia over HTTP, with the extra `service`: a front end like the command, resting on the same use cases."""
