#!/bin/sh
# The warehouse as the pipeline finds it in life: dimensions that another team fills, a role that may
# read them and owns the two schemas it publishes to, and analysts who may read what is published.
set -eu

psql -q -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" <<'END'
\set pipeline `cat /secrets/warehouse/warehouse_orders_etl`
\set dimensions `cat /secrets/warehouse/warehouse_if_common`

create role if_common login password :'dimensions';
create role orders_etl login password :'pipeline';
create role analyst login;

revoke all on schema public from public;
revoke all on database warehouse from public;
grant connect, temporary on database warehouse to orders_etl;
grant connect on database warehouse to analyst, if_common;

create schema if_common authorization if_common;
create table if_common.dim_dates (
    calendar_dt date primary key,
    year_num integer not null,
    month_of_the_year_num integer not null,
    day_of_the_month_num integer not null,
    day_of_the_week_num integer not null,
    working_day boolean not null
);
create table if_common.dim_products (
    product_id bigint primary key,
    product_category text not null,
    product_name text not null
);
alter table if_common.dim_dates owner to if_common;
alter table if_common.dim_products owner to if_common;
grant usage on schema if_common to orders_etl;
grant select on if_common.dim_dates, if_common.dim_products to orders_etl;
grant usage on schema if_common to analyst;
grant select on if_common.dim_dates, if_common.dim_products to analyst;

create schema orders_staging authorization orders_etl;
create schema orders_analytics authorization orders_etl;
grant usage on schema orders_analytics to analyst;
alter default privileges for role orders_etl in schema orders_analytics grant select on tables to analyst;
END
