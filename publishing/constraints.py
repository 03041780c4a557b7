"""What a CHECK or UNIQUE cannot refuse: rows that make no sense beside others of their table.

Declared in ``Meta.constraints`` like the rest, so that migrations make them and SQLite's rebuilding
of tables keeps them; kept by triggers, so that no way to write passes them by.
"""

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint

#: The number of a lock of PostgreSQL's, the same for all: whoever writes waits for the one who
#: writes already, and sees what was written. SQLite lets only one write at a time anyway.
LOCK = 20160924
SQLITE = """
CREATE TRIGGER {name}_{event} AFTER {event} ON %(table)s FOR EACH ROW WHEN {refused}
BEGIN SELECT RAISE(ABORT, '{name}'); END"""
POSTGRESQL = """
CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM pg_advisory_xact_lock({lock});
    IF {refused} THEN
        RAISE EXCEPTION USING MESSAGE = '{name}', ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {name} AFTER INSERT OR UPDATE ON %(table)s
    FOR EACH ROW EXECUTE FUNCTION {name}();"""


class RowsConstraint(BaseConstraint):
    """Refuses a row because of the others. The message goes to *field* of the form.

    A subclass says twice what is refused: ``refused`` in SQL that both databases understand, a
    condition on the row NEW, which is written already; and ``refuses`` in Python, for forms. In
    the SQL ``%(table)s`` is the table, and names in braces come from ``names``.
    """

    refused: str

    def __init__(self, *, field: str, **kwargs):
        self.field = field
        super().__init__(**kwargs)

    def names(self, model) -> dict[str, str]:
        return {"column": model._meta.get_field(self.field).column}

    def refuses(self, rows, instance) -> bool:
        """Whether *instance* is refused; *rows* are those of its table."""
        raise NotImplementedError

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        # A formset that sees all rows judges them itself: those stored are about to change too.
        if self.field in (exclude or ()) or getattr(instance, "judged_with_others", False):
            return
        if self.refuses(model._base_manager.using(using), instance):
            raise ValidationError({self.field: self.get_violation_error_message()})

    def constraint_sql(self, model, schema_editor):
        """Nothing inside CREATE TABLE; the triggers come after it."""
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))

    def create_sql(self, model, schema_editor):
        refused = self.refused.format(**self.names(model))
        parts = {"name": self.name, "lock": LOCK, "refused": refused}
        table = Table(model._meta.db_table, schema_editor.quote_name)
        if schema_editor.connection.vendor == "postgresql":
            return Statement(POSTGRESQL.format(**parts), table=table)
        insert, update = (
            Statement(SQLITE.format(event=event, **parts), table=table)
            for event in ("INSERT", "UPDATE")
        )
        schema_editor.deferred_sql.append(insert)
        return update

    def remove_sql(self, model, schema_editor):
        """For PostgreSQL; SQLite drops triggers with the table that it rebuilds."""
        return f"DROP FUNCTION {self.name}() CASCADE"

    def deconstruct(self):
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"field": self.field}

    def __eq__(self, other):
        return type(self) is type(other) and self.deconstruct() == other.deconstruct()


class NoCircle(RowsConstraint):
    """Following *field*, a foreign key to the same table, never leads back to where one began."""

    refused = """EXISTS (
        WITH RECURSIVE above(id) AS (
            SELECT NEW.{column}
            UNION SELECT other.{column} FROM %(table)s AS other JOIN above ON other.id = above.id
        ) SELECT 1 FROM above WHERE above.id = NEW.id)"""

    def refuses(self, rows, instance):
        column = instance._meta.get_field(self.field).attname
        found, above = set(), getattr(instance, column)
        while above and above != instance.pk and above not in found:
            found.add(above)
            above = rows.filter(pk=above).values_list(column, flat=True).first()
        return above is not None and above == instance.pk


class TwoLevels(RowsConstraint):
    """What *field*, a foreign key to the same table, leads to, leads nowhere itself."""

    refused = """NEW.{column} IS NOT NULL AND EXISTS (
        SELECT 1 FROM %(table)s AS other
        WHERE (other.id = NEW.{column} AND other.{column} IS NOT NULL)
            OR other.{column} = NEW.id)"""

    def refuses(self, rows, instance):
        above = getattr(instance, instance._meta.get_field(self.field).attname)
        if above is None:
            return False
        stored = rows.filter(pk=above).exclude(**{self.field: None})
        below = rows.filter(**{self.field: instance.pk}) if instance.pk else rows.none()
        return above == instance.pk or stored.exists() or below.exists()
