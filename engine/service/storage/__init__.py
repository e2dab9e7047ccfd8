"""What the service keeps: SQLite or PostgreSQL by SQLAlchemy. Repositories are functions of a session."""
