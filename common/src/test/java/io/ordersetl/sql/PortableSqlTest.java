package io.ordersetl.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordersetl.sql.PortableSql.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortableSqlTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select orders.order_id from orders",
        "SELECT orders.order_id AS id FROM orders",
        "select -1 as a, 'it''s' as b, null as c, true as d, date '2024-02-29' as e",
        "with a as (select orders.order_id from orders) select * from a",
        "with a as (select orders.order_id from orders) select a.*, 1 as one from a",
        "select count(*) filter (where x = 1) as n, count(distinct y) as m from orders",
        "select cast(coalesce(sum(x), 0) as decimal(18, 2)) as total from orders",
        "select cast(round(a / nullif(b, 0)) as bigint) as q, a % 4 as r from orders",
        "select cast(round((a - a % nullif(b, 0)) / nullif(b, 0)) as integer) as q from orders",
        "select cast(round(0.5 * a) as integer) as half from orders",
        "select extract(year from orders.order_date) as y from orders",
        "select a from orders where a is not distinct from b and b is distinct from c",
        "select row_number() over (partition by a order by b desc nulls last, c nulls first) as n"
            + " from orders",
        "select a from orders where order_date + interval '6' day <= shipment_date",
        "select a from orders where shipment_date between order_date and order_date + interval '6' day",
        "select a from orders where (order_date + interval '6' day) > shipment_date",
        "select cast(order_date + interval '1' month as date) as due from orders",
        "select case when a in (1, 2) then b else c end as d from orders",
        "select a from orders left join run on 1 = 1 cross join reviews",
        "select o.a from (select orders.a from orders) as o",
        "select a from orders where not exists (select b from reviews where reviews.b = orders.a)",
        "select a from orders union all select b from reviews except select c from run",
        "select a from orders group by a having count(*) > 1 and sum(b) >= 10",
        "select a from orders group by a order by sum(b) desc nulls last limit 3",
        "select o.a b, count(*) n from orders o join reviews r on o.a = r.a group by o.a",
        "select orders.a from orders join reviews using (a)",
        "select orders.text, orders.date, orders.timestamp from orders",
        "select orders.a from orders where b < timestamp '2024-01-01 00:00:00'",
        "select greatest(a, b) as g, least(a, b) as l, length(c) as n from orders",
        "select cast(sum(a) over (order by b nulls last rows between unbounded preceding and"
            + " current row) as bigint) as running from orders",
      })
  void passesWhatBothEnginesUnderstandAlike(String sql) {
    assertThat(PortableSql.problems(sql)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '!',
      value = {
        "select \"a\" from orders | \"a\"",
        "select `a` from orders | `a`",
        "select a /* hint */ from orders | /* hint */",
        "select 'abc from orders | 'abc from orders",
        "select 1e3 as a from orders | 1e3",
        "select 10L as a from orders | 10L",
        "select .5 as a from orders | .5",
        "select a::date as b from orders | ::",
        "select a // b as c from orders | //",
        "select a == b as c from orders | ==",
        "select a ** b as c from orders | **",
        "select a[1] as b from orders | [",
        "select a from orders where b = ? | ?",
        "select a from orders; | ;",
        "select 'a\\b' as c from orders | a\\b",
        "select '${x}' as c from orders | ${x}",
        "select date '2024-1-1' as c from orders | 2024-1-1",
        "select cast(a + interval 6 day as date) as b from orders | interval",
        "select cast(a + interval '6 days' as date) as b from orders | interval",
        "select cast(a + interval '6' hour as date) as b from orders | interval",
        "select a from orders limit 1 | limit",
        "select a from orders where b ilike 'x' | ilike",
        "select a from orders where b glob 'x' | glob",
        "select a from orders where a = 1 qualify row_number() over (order by a nulls last) = 1"
            + " | qualify",
        "select a from orders asof join reviews on a = b | asof",
        "select a from orders natural join reviews | natural",
        "select * exclude (a) from orders | exclude",
        "with a as (select b from orders) select * exclude (b) from a | exclude",
        "select a from orders order by a nulls last limit b | limit",
        "select a from orders order by a limit 1 | by",
        "select a b c from orders | b",
        "select a from orders o p where o.a = 1 | o",
        "select a from orders tablesample (10 percent) | tablesample",
        "select a from orders using sample 10 | using",
        "select a from orders where b isnull | isnull",
        "select a from orders positional join reviews | positional",
        "select a from orders sort by a nulls last | by",
        "select a from orders fetch first 1 rows only | fetch",
        "select upper(a) as u from orders | upper",
        "select ltrim(a) as u from orders | ltrim",
        "select median(a) as m from orders | median",
        "select avg(a) as m from orders | avg",
        "select concat(a, b) as m from orders | concat",
        "select a from read_csv('x') | read_csv",
        "select a from 'x.csv' | x.csv",
        "select a from public.orders | from",
        "select cast(a as varchar) as b from orders | varchar",
        "select cast(a as text) as b from orders | text",
        "select cast(a as string) as b from orders | string",
        "select cast(a as double) as b from orders | double",
        "select cast(a as hugeint) as b from orders | hugeint",
        "select cast(a as decimal) as b from orders | decimal",
        "select cast(a as decimal(9)) as b from orders | decimal",
        "select cast(1.5 * a as integer) as b from orders | 1.5",
        "select cast((1.5 * a) as bigint) as b from orders | 1.5",
        "select a / b as c from orders | /",
        "select round(a / b) as c from orders | /",
        "select a / nullif(b, 0) as c from orders | /",
        "select cast(100 * a / nullif(b, 0) as decimal(6, 3)) as c from orders | /",
        "select a % b as c from orders | %",
        "select a % 0 as c from orders | %",
        "select sum(a) as b from orders | sum",
        "select round(a, 2) as b from orders | round",
        "select extract(isodow from a) as b from orders | isodow",
        "select extract(dow from a) as b from orders | dow",
        "select extract(epoch from a) as b from orders | epoch",
        "select a - b_date as c, order_date - ship_date as d from orders | -",
        "select shipments.shipment_date - orders.order_date as d from orders | -",
        "select date '2024-01-02' - cast(a as date) as d from orders | -",
        "select order_date + interval '6' day as due from orders | interval",
        "select max(order_date + interval '6' day) as due from orders | interval",
        "select case when a = 1 then order_date + interval '6' day end as due from orders"
            + " | interval",
        "select a from orders order by a | by",
        "select a from orders order by a nulls last, b desc | by",
        "select a from orders order by a desc, b nulls last | by",
        "select row_number() over (order by a) as n from orders | by",
        "select a from orders group by all | by",
        "select distinct on (a) b from orders | distinct",
        "select a from orders where b = all (select c from reviews) | all",
        "select a from orders where b in c | in",
        "select a, from orders | ,",
        "select a from orders, reviews | ,",
        "select * from orders | *",
        "select orders.* from orders | *",
        "select a, * from orders | *",
        "with a as (select b from orders) select * from a join reviews on 1 = 1 | *",
        "with recursive a as (select 1 as b) select b from a | recursive",
        "with a as materialized (select b from orders) select b from a | with",
        "with orders as (select b from orders) select b from orders | orders",
        "with a as (select c from b), b as (select c from orders) select c from a | b",
        "with a as (with b as (select c from orders) select c from b) select c from a | with",
        "from orders | from",
        "with a as (from orders) select b from a | from",
        "insert into orders values (1) | insert",
        "drop table orders | drop",
        "select a from orders select b from reviews | select",
        "select trim(both from a) as b from orders | from",
        "select coalesce(a, 1 as b from orders | (",
        "select a) from orders | )",
      })
  void refusesWhatTheEnginesTakeDifferently(String sql, String found) {
    List<Problem> problems = PortableSql.problems(sql);

    assertThat(problems).extracting(Problem::found).contains(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  \n", "-- only a comment"})
  void refusesAFileWithoutAStatement(String sql) {
    assertThat(PortableSql.problems(sql)).hasSize(1);
  }

  @Test
  void saysWhereAndWhatToWriteInstead() {
    String sql = "-- A rule.\nselect\n  a == 1 as b\nfrom orders\n";

    assertThat(PortableSql.problems(sql)).containsExactly(new Problem(3, 5, "==", "write ="));
  }

  @Test
  void reportsEveryProblemInReadingOrder() {
    String sql = "select `a`, b / c as d from orders order by e";

    assertThat(PortableSql.problems(sql)).extracting(Problem::found).containsSequence("`a`", "/");
    assertThat(PortableSql.problems(sql)).extracting(Problem::column).isSorted();
  }

  @Test
  void findsTheDatasetsThatAStatementReads() {
    String sql =
        """
        -- from nowhere
        with a as (select x from orders join run on orders.d <= run.as_of_date),
        b as (select extract(year from d) as y from a where d is distinct from e)
        select 'from text' as t
        from (select y from b) as c left join dim_dates on 1 = 1
        where not exists (select z from Reviews)
        """;

    assertThat(PortableSql.references(sql))
        .containsExactly("dim_dates", "orders", "reviews", "run");
  }

  @Test
  void neverFailsOnBrokenText() {
    String sql = "with a as (select cast(round(extract(x + interval '6' day) from (order by , (*";

    for (int end = 0; end <= sql.length(); end++) {
      assertThat(PortableSql.problems(sql.substring(0, end))).isNotEmpty();
      assertThat(PortableSql.references(sql.substring(0, end))).isNotNull();
    }
  }
}
