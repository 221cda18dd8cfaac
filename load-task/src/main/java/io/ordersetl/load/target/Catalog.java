package io.ordersetl.load.target;

import io.ordersetl.load.target.ExistingTable.ExistingColumn;
import io.ordersetl.load.target.ExistingTable.Name;
import io.ordersetl.load.target.ExistingTable.Partition;
import io.ordersetl.postgres.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the warehouse has now, read from PostgreSQL's own catalog. */
public final class Catalog {
  /**
   * How the comment of every table begins that a load created to be attached as a partition. Only
   * tables with this mark are ever dropped.
   */
  public static final String MARK = "orders-etl: ";

  private static final String TABLE =
      """
      select c.oid, n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner) as owner,
        pg_has_role(c.relowner, 'usage') as owned,
        coalesce(pg_get_partkeydef(c.oid), '') as partitioning
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = ? and c.relname = ?
      """;
  private static final String COLUMNS =
      """
      select attname, format_type(atttypid, atttypmod) as type, attnotnull,
        atthasdef or attidentity <> '' as filled,
        case when attidentity <> '' then 'identity' when attgenerated <> '' then 'generated'
          else '' end as made
      from pg_attribute
      where attrelid = ?::oid and attnum > 0 and not attisdropped
      order by attnum
      """;
  private static final String COLUMN_TYPES =
      """
      select attname, format_type(atttypid, atttypmod)
      from pg_attribute
      where attrelid = ?::regclass and attnum > 0 and not attisdropped
      """;
  private static final String PRIMARY_KEY =
      """
      select a.attname
      from pg_index i
      cross join lateral unnest(i.indkey) with ordinality as k(attnum, place)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
      where i.indrelid = ?::oid and i.indisprimary and k.place <= i.indnkeyatts
      order by k.place
      """;
  private static final String STRUCTURE =
      """
      select pg_get_indexdef(indexrelid) from pg_index where indrelid = ?::oid
      union all
      select format('%I %s', conname, pg_get_constraintdef(oid)) from pg_constraint where conrelid = ?::oid
      order by 1
      """;
  private static final String PARTITIONS =
      """
      select c.oid, n.nspname, c.relname,
        coalesce(pg_get_expr(c.relpartbound, c.oid), '') = 'DEFAULT' as is_default,
        pg_has_role(c.relowner, 'usage') as owned,
        coalesce(starts_with(obj_description(c.oid, 'pg_class'), ?), false) as ours
      from pg_inherits i
      join pg_class c on c.oid = i.inhrelid
      join pg_namespace n on n.oid = c.relnamespace
      where i.inhparent = ?::oid
      order by c.relname
      """;

  private final Session session;

  public Catalog(Session session) {
    this.session = session;
  }

  /** Whether there is a schema of this name. */
  public boolean hasSchema(String schema) throws SQLException {
    return session
        .find("select 1 from pg_namespace where nspname = ?", row -> 1, schema)
        .isPresent();
  }

  /** What has the table's name, where anything does. */
  public Optional<ExistingTable> find(TargetTable table) throws SQLException {
    List<ExistingTable> found = session.query(TABLE, this::table, table.schema(), table.name());
    return found.stream().findFirst();
  }

  /**
   * The types of a table's columns by their names, as {@code format_type} writes them.
   *
   * @param table its full name, in quotes
   */
  public Map<String, String> columnTypes(String table) throws SQLException {
    Map<String, String> types = new HashMap<>();
    session.query(COLUMN_TYPES, row -> types.put(row.getString(1), row.getString(2)), table);
    return types;
  }

  private ExistingTable table(ResultSet row) throws SQLException {
    Name name = name(row);
    return new ExistingTable(
        name,
        row.getString("relkind").charAt(0),
        row.getString("owner"),
        row.getBoolean("owned"),
        row.getString("partitioning"),
        session.query(COLUMNS, Catalog::column, name.oid()),
        session.query(PRIMARY_KEY, key -> key.getString(1), name.oid()),
        session.query(STRUCTURE, line -> line.getString(1), name.oid(), name.oid()),
        session.query(PARTITIONS, Catalog::partition, MARK, name.oid()));
  }

  private static Name name(ResultSet row) throws SQLException {
    return new Name(row.getLong("oid"), row.getString("nspname"), row.getString("relname"));
  }

  private static ExistingColumn column(ResultSet row) throws SQLException {
    return new ExistingColumn(
        row.getString("attname"),
        row.getString("type"),
        row.getBoolean("attnotnull"),
        row.getBoolean("filled"),
        row.getString("made"));
  }

  private static Partition partition(ResultSet row) throws SQLException {
    return new Partition(
        name(row), row.getBoolean("is_default"), row.getBoolean("owned"), row.getBoolean("ours"));
  }
}
