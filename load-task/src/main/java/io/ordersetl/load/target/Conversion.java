package io.ordersetl.load.target;

import io.ordersetl.postgres.Identifier;
import io.ordersetl.postgres.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The SQL that makes a plain table the partition of a parent that takes its name: with its indexes,
 * foreign keys, grants, comments and owner, and with the views that read it.
 */
final class Conversion {
  /** A unique index of a partitioned table has to hold the column that it is partitioned by. */
  private static final String UNIQUE_WITHOUT =
      """
      select case when c.oid is null then format('drop index %I.%I;', n.nspname, x.relname)
        else format('alter table %I.%I drop constraint %I;', n.nspname, t.relname, c.conname) end
      from pg_index i
      join pg_class x on x.oid = i.indexrelid
      join pg_class t on t.oid = i.indrelid
      join pg_namespace n on n.oid = t.relnamespace
      left join pg_constraint c on c.conindid = i.indexrelid and c.conrelid = i.indrelid
      where i.indrelid = ?::oid and i.indisunique and not exists (
        select from pg_attribute a
        where a.attrelid = i.indrelid and a.attnum = any (i.indkey) and a.attname = ?)
      order by x.relname
      """;

  private static final String FOREIGN_KEYS =
      """
      select format('alter table %s add constraint %I %s;', ?, conname, pg_get_constraintdef(oid))
      from pg_constraint
      where conrelid = ?::oid and contype = 'f'
      order by conname
      """;
  private static final String GRANTS =
      """
      select format('grant %s%s on %s to %s%s;', lower(g.privilege_type), g.columns, ?,
        case when g.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end,
        case when g.is_grantable then ' with grant option' else '' end)
      from (
        select c.oid, c.relowner, '' as columns, acl.*
        from pg_class c, aclexplode(c.relacl) as acl
        union all
        select c.oid, c.relowner, format(' (%I)', a.attname), acl.*
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and not a.attisdropped,
          aclexplode(a.attacl) as acl) as g
      where g.oid = ?::oid and g.grantee <> g.relowner
      order by 1
      """;
  private static final String COMMENT =
      """
      select format('comment on table %s is %L;', ?, d.text)
      from (select obj_description(?::oid, 'pg_class') as text) as d
      where d.text is not null
      """;
  private static final String VIEWS =
      """
      select distinct case v.relkind
        when 'v' then format('create or replace view %I.%I%s as%s', n.nspname, v.relname,
          ' with (' || array_to_string(v.reloptions, ', ') || ')', E'\\n' || pg_get_viewdef(v.oid))
        else format('-- %I.%I reads the table too: drop it before, create it again afterwards',
          n.nspname, v.relname) end
      from pg_depend d
      join pg_rewrite r on r.oid = d.objid
      join pg_class v on v.oid = r.ev_class
      join pg_namespace n on n.oid = v.relnamespace
      where d.classid = 'pg_rewrite'::regclass and d.refclassid = 'pg_class'::regclass
        and d.refobjid = ?::oid and v.oid <> d.refobjid
      order by 1
      """;
  private static final String LEFT_OUT =
      """
      select format('-- the trigger %I stays on the old rows alone: create it on %s', tgname, ?)
      from pg_trigger
      where tgrelid = ?::oid and not tgisinternal
      union all
      select format('-- the policy %I stays on the old rows alone: create it on %s', polname, ?)
      from pg_policy
      where polrelid = ?::oid
      """;

  private final Session session;
  private final TargetTable wanted;
  private final ExistingTable found;

  Conversion(Session session, TargetTable wanted, ExistingTable found) {
    this.session = session;
    this.wanted = wanted;
    this.found = found;
  }

  /** One transaction, to be run as it is. */
  String sql() throws SQLException {
    return session.inTransaction(
        () -> {
          // Names in what the server writes down are whole only where no schema is in the path.
          session.execute("set local search_path = ''");
          return String.join("\n", statements());
        });
  }

  private List<String> statements() throws SQLException {
    String table = wanted.qualified();
    String before = Identifier.quote(wanted.schema(), wanted.name() + "_before");
    long oid = found.name().oid();
    List<String> sql = new ArrayList<>(List.of("begin;"));
    sql.addAll(lines(UNIQUE_WITHOUT, oid, wanted.partitionColumn()));
    sql.add(
        "alter table " + table + " rename to " + Identifier.quote(wanted.name() + "_before") + ";");
    sql.add(
        "create table "
            + table
            + " (like "
            + before
            + " including all excluding identity) partition by list ("
            + Identifier.quote(wanted.partitionColumn())
            + ");");
    sql.addAll(lines(FOREIGN_KEYS, table, oid));
    sql.add("alter table " + table + " attach partition " + before + " default;");
    sql.addAll(lines(GRANTS, table, oid));
    sql.addAll(lines(COMMENT, table, oid));
    sql.add("alter table " + table + " owner to " + owner() + ";");
    sql.addAll(lines(VIEWS, oid));
    sql.addAll(lines(LEFT_OUT, table, oid, table, oid));
    sql.add("commit;");
    return sql;
  }

  private List<String> lines(String query, Object... values) throws SQLException {
    return session.query(query, row -> row.getString(1), values);
  }

  private String owner() throws SQLException {
    return found.owned()
        ? Identifier.quote(found.owner())
        : lines("select quote_ident(current_user)").get(0);
  }
}
