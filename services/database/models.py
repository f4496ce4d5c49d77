"""The tables. Amounts are in the smallest unit of their currency, times in UTC."""

import uuid
from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Identity, LargeBinary, MetaData, Text, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column


class Base(MappedAsDataclass, DeclarativeBase):
    """Tables, with constraints that have names of their own, so that a migration can change them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {str: Text, int: BigInteger, datetime: DateTime(timezone=True)}  # noqa: RUF012 - SQLAlchemy's


class User(Base, kw_only=True):
    """Somebody who can log in. ``email`` is in lower case; ``role`` is customer or admin."""

    __tablename__ = "users"
    __table_args__ = (CheckConstraint("role IN ('customer', 'admin')", name="role"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default_factory=uuid.uuid4)
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    password_hash: Mapped[str]
    role: Mapped[str] = mapped_column(default="customer")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), init=False)


class Session(Base, kw_only=True):
    """A login. The token itself is the user's alone; here is its SHA-256."""

    __tablename__ = "sessions"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class Product(Base, kw_only=True):
    """Something to buy. ``version`` counts its changes, ``views`` is a little late, and ``stock`` never negative."""

    __tablename__ = "products"
    __table_args__ = (
        CheckConstraint("stock >= 0", name="stock"),
        CheckConstraint("price_cents > 0", name="price"),
    )

    id: Mapped[int] = mapped_column(Identity(), primary_key=True, init=False)
    sku: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    price_cents: Mapped[int]
    currency: Mapped[str] = mapped_column(default="USD")
    stock: Mapped[int] = mapped_column(default=0)
    views: Mapped[int] = mapped_column(default=0, server_default="0")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), init=False)


class Order(Base, kw_only=True):
    """An order: accepted at checkout, then confirmed, or rejected when something was sold out.

    ``number`` grows with each order of a user, whatever the clocks say.
    """

    __tablename__ = "orders"
    __table_args__ = (CheckConstraint("status IN ('accepted', 'confirmed', 'rejected')", name="status"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Identity(), unique=True, init=False)
    user_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("users.id"), index=True)
    status: Mapped[str] = mapped_column(default="accepted")
    total_cents: Mapped[int]
    currency: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), init=False)


class OrderItem(Base, kw_only=True):
    """A line of an order, with the price of that moment."""

    __tablename__ = "order_items"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity"),)

    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    quantity: Mapped[int]
    price_cents: Mapped[int]


class OrderEffect(Base, kw_only=True):
    """That a step of the order consumer was done for an order, written with what it did: so it is done once."""

    __tablename__ = "order_effects"

    order_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("orders.id", ondelete="CASCADE"), primary_key=True)
    effect: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(Identity(), init=False)
    done_at: Mapped[datetime] = mapped_column(server_default=func.now(), init=False)


class Sales(Base, kw_only=True):
    """What was sold of a product on a day (UTC)."""

    __tablename__ = "sales"

    day: Mapped[date] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("products.id"), primary_key=True)
    quantity: Mapped[int]
    revenue_cents: Mapped[int]


class Outgoing(Base, kw_only=True):
    """A message that was decided on and not published yet: the outbox. The relay deletes what the queue has taken.

    ``queue`` is orders or notifications. Messages of a ``group_id`` leave in the order of their ids.
    """

    __tablename__ = "outbox"
    __table_args__ = (CheckConstraint("queue IN ('orders', 'notifications')", name="queue"),)

    id: Mapped[int] = mapped_column(Identity(), primary_key=True, init=False)
    queue: Mapped[str]
    group_id: Mapped[str] = mapped_column(index=True)
    message_id: Mapped[str] = mapped_column(unique=True)
    body: Mapped[dict[str, object]] = mapped_column(JSONB)
    trace: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), init=False)


class Invalidation(Base, kw_only=True):
    """A path of the CDN that shows something old. Deleted once an invalidation that holds it was accepted."""

    __tablename__ = "invalidations"

    id: Mapped[int] = mapped_column(Identity(), primary_key=True, init=False)
    path: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), init=False)


class ViewBatch(Base, kw_only=True):
    """That a batch of view counts was added to the products, written with the sums: so it is added once."""

    __tablename__ = "view_batches"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    added_at: Mapped[datetime] = mapped_column(server_default=func.now(), init=False, index=True)
