import type { Knex } from 'knex';

/** What shop orders hold of the stock, and articles and addresses as they are read back. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    -- Pieces of orders that the office may not know yet. They name no person.
    create table held_stock (
      shop_id text not null,
      sku text not null,
      order_id text not null,
      quantity numeric not null,
      primary key (shop_id, sku, order_id)
    );
    create index held_stock_of_order on held_stock (shop_id, order_id);

    create view kontor_articles as
    select article.shop_id,
           article.connection_id,
           article.id as article_id,
           article.sku,
           article.name,
           article.gtin,
           article.stock,
           coalesce(article.available, article.stock) - coalesce(held.quantity, 0) as available,
           article.archived or article.gone_at is not null as gone,
           -- A run that changes nothing about an article still confirms it.
           known.as_of,
           article.changed_at
      from articles article
      join collectors collector
        on collector.shop_id = article.shop_id
       and collector.connection_id = article.connection_id
       and collector.what = 'articles'
      join connections connection
        on connection.shop_id = article.shop_id
       and connection.id = article.connection_id
       and connection.archived_at is null
     cross join lateral (select greatest(article.read_at, collector.confirmed_at) as as_of) known
     cross join lateral (
       select sum(pieces.quantity) as quantity
         from held_stock pieces
         left join lateral (
           -- The office of the article decides, if it gets the order; else whoever gets it.
           select bool_or(document.is_known) as is_known
             from (
               select transfer.connection_id = article.connection_id as is_own,
                      bool_or(transfer.connection_id = article.connection_id) over () as has_own,
                      -- What reached the office before it told its stock is in that stock. A person who says
                      -- "elsewhere" has told the office. An order that is done in the shop and that nobody is to send
                      -- is not held for ever.
                      case
                        when transfer.state = 'done'
                          or (transfer.state = 'handed_over' and transfer.fetched)
                          or (transfer.state = 'closed' and transfer.reason = 'elsewhere')
                        then transfer.changed_at < known.as_of
                        when transfer.state = 'closed'
                        then shop_order.status = 'completed'
                        else false
                      end as is_known
                 from transfers transfer
                 join subjects shop_order
                   on shop_order.shop_id = transfer.shop_id
                  and shop_order.id = transfer.subject_id
                  and shop_order.kind = transfer.subject_kind
                where transfer.shop_id = pieces.shop_id
                  and transfer.subject_id = pieces.order_id
                  and transfer.subject_kind = 'order'
                  and transfer.kind = 'order'
             ) document
            where document.is_own = document.has_own
         ) office on true
        where pieces.shop_id = article.shop_id
          and pieces.sku = article.sku
          and office.is_known is not true
     ) held;

    -- Who is known, and since when. Names and places are sealed, so that no reporting tool reads them.
    create view kontor_addresses as
    select address.shop_id,
           address.connection_id,
           address.id as address_id,
           address.number,
           address.archived or address.gone_at is not null as gone,
           greatest(address.read_at, collector.confirmed_at) as as_of,
           address.changed_at
      from addresses address
      join collectors collector
        on collector.shop_id = address.shop_id
       and collector.connection_id = address.connection_id
       and collector.what = 'addresses'
      join connections connection
        on connection.shop_id = address.shop_id
       and connection.id = address.connection_id
       and connection.archived_at is null;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop view kontor_articles, kontor_addresses; drop table held_stock');
}
