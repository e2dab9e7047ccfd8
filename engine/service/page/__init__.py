"""The pages of the service. They work without their scripts, which add live findings and less waiting."""

from .routes import router

__all__ = ["router"]
