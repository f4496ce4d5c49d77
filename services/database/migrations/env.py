"""What Alembic runs for each migration: ``migrate`` hands it the connection."""

from alembic import context

from services.database.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transaction_per_migration=True,  # each is done whole or not at all, and holds its locks for itself only
)
with context.begin_transaction():
    context.run_migrations()
