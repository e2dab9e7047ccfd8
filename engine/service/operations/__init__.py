"""What those who run the service look at: metrics and logs. Neither tells anything of a deal."""
