import type { Knex } from 'knex';

/** From when on what a run has read cannot be right, for each collector. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table collectors
      -- The most percent of what is known that a run over everything may lack.
      add column most_missing integer not null default 20 check (most_missing between 0 and 100),
      -- The most percent of the articles in stock that a run may find sold out.
      add column most_sold_out integer not null default 20 check (most_sold_out between 0 and 100)
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table collectors drop column most_missing, drop column most_sold_out');
}
