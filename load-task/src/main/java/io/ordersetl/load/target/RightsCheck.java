package io.ordersetl.load.target;

import io.ordersetl.postgres.Session;
import java.sql.SQLException;
import java.util.List;

/** Whether the role may read, delete from and insert into a table. */
final class RightsCheck {
  private static final String MISSING =
      """
      select string_agg(privilege, ', ' order by place) as privileges,
        quote_ident(current_user) as role
      from unnest(array['select', 'insert', 'delete']) with ordinality as p(privilege, place)
      where not has_table_privilege(?::oid, privilege)
      having count(*) > 0
      """;

  private record Missing(String privileges, String role) {}

  private final Session session;
  private final ExistingTable table;
  private final List<String> problems;

  RightsCheck(Session session, ExistingTable table, List<String> problems) {
    this.session = session;
    this.table = table;
    this.problems = problems;
  }

  void check() throws SQLException {
    session
        .find(MISSING, row -> new Missing(row.getString(1), row.getString(2)), table.name().oid())
        .ifPresent(
            missing ->
                problems.add(
                    table.name().display()
                        + ": role "
                        + missing.role()
                        + " lacks "
                        + missing.privileges()
                        + "; mend with\n      grant "
                        + missing.privileges()
                        + " on "
                        + table.qualified()
                        + " to "
                        + missing.role()
                        + ";"));
  }
}
