"""Batches: checks of many deals that go on after the request, in processes of the service."""
