package io.ordersetl.load.target;

import io.ordersetl.postgres.Identifier;
import io.ordersetl.postgres.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether the schemas are there, or may be created, and tables may be created in them. */
final class SchemaCheck {
  private static final String RIGHTS =
      """
      select has_schema_privilege(oid, 'usage') as may_use,
        has_schema_privilege(oid, 'create') as may_create
      from pg_namespace
      where nspname = ?
      """;
  private static final String MAY_CREATE =
      """
      select has_database_privilege(current_database(), 'create') as may_create,
        quote_ident(current_database()) as database, quote_ident(current_user) as role
      """;

  private record Rights(boolean use, boolean create) {}

  private record Role(boolean createsSchemas, String database, String name) {}

  private final Session session;
  private final ExistingTables existing;
  private final List<String> problems;

  SchemaCheck(Session session, ExistingTables existing, List<String> problems) {
    this.session = session;
    this.existing = existing;
    this.problems = problems;
  }

  void check(Map<TargetTable, Use> tables) throws SQLException {
    Role role =
        session
            .find(
                MAY_CREATE, row -> new Role(row.getBoolean(1), row.getString(2), row.getString(3)))
            .orElseThrow();
    for (String schema : tables.keySet().stream().map(TargetTable::schema).distinct().toList()) {
      List<Rights> rights =
          session.query(RIGHTS, row -> new Rights(row.getBoolean(1), row.getBoolean(2)), schema);
      if (rights.isEmpty()) {
        checkMissing(schema, role);
      } else {
        checkExisting(schema, rights.get(0), createsTables(schema, tables), role);
      }
    }
  }

  private void checkMissing(String schema, Role role) {
    if (!role.createsSchemas()) {
      problems.add(
          schema
              + ": there is no such schema, and role "
              + role.name()
              + " may not create it; mend with\n      create schema "
              + Identifier.quote(schema)
              + " authorization "
              + role.name()
              + ";");
    }
  }

  private void checkExisting(String schema, Rights rights, Boolean createsTables, Role role) {
    List<String> missing = new ArrayList<>();
    if (!rights.use()) {
      missing.add("usage");
    }
    if (createsTables && !rights.create()) {
      missing.add("create");
    }
    if (!missing.isEmpty()) {
      String privileges = String.join(", ", missing);
      problems.add(
          schema
              + ": role "
              + role.name()
              + " lacks "
              + privileges
              + " on the schema; mend with\n      grant "
              + privileges
              + " on schema "
              + Identifier.quote(schema)
              + " to "
              + role.name()
              + ";");
    }
  }

  /** A switched table gets a fresh partition each time, the others are created once. */
  private boolean createsTables(String schema, Map<TargetTable, Use> tables) {
    return tables.entrySet().stream()
        .filter(table -> table.getKey().schema().equals(schema))
        .anyMatch(
            table -> table.getValue() == Use.SWITCHED || existing.find(table.getKey()).isEmpty());
  }
}
