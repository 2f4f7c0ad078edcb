import type { AlarmConfig } from '../config/alarms.ts';
import type { Queryable } from '../database/database.ts';
import { sendMail } from '../egress/mail.ts';
import type { Log } from '../log.ts';
import { word } from '../texts/reason.ts';
import type { Speaker } from '../texts/say.ts';
import { orderNumberSql } from './tasks.ts';

/**
 * Tells clerks by mail that tasks wait for them. A mail names orders by their numbers and says nothing of what is in
 * them, since it may be about somebody's health and a mail can be read on its way.
 */

/** A task that its clerk has not been told of. */
interface UntoldTask {
  shopId: string;
  id: number;
  clerk: string;
  email: string;
  /** The number of the order; null for a task that is about none. */
  order: string | null;
  shopUrl: string | null;
}

/** How long a process has for a mail, and after which the mail is tried again if it did not arrive. */
const retrySeconds = 300;
const limitMs = 60_000;
/** How long a task waits for others, so that one mail tells of all. A task that has ended by then is told to nobody. */
const gatheringSeconds = 60;

const claimStatement = `
with next as (
  select task.shop_id,
         task.clerk,
         person.email
    from tasks task
    join people person
      on person.shop_id = task.shop_id
     and person.kind = 'clerk'
     and person.number = task.clerk
     and person.email is not null
     and not person.quiet
     and person.archived_at is null
   where task.state = 'open'
     and task.tell_at <= now() - make_interval(secs => $2::float8)
   order by task.tell_at
   limit 1
)
update tasks task
   set tell_at = now() + make_interval(secs => $1::float8)
  from next
  join shops shop on shop.id = next.shop_id
 where task.shop_id = next.shop_id
   and task.clerk = next.clerk
   and task.state = 'open'
   and task.tell_at <= now()
returning task.shop_id as "shopId",
          task.id,
          next.clerk,
          next.email,
          ${orderNumberSql('task')} as "order",
          shop.url as "shopUrl"`;

const toldStatement = `
update tasks
   set tell_at = null
 where shop_id = $1
   and id = any($2)
   -- Whoever it was given to meanwhile is still to be told.
   and clerk = $3`;

/**
 * Sends one mail to one clerk about all tasks that the clerk was not told of, once the oldest of them has waited
 * `gatherSeconds` for others. False: nobody is to be told now.
 */
export async function tellNextClerk(
  database: Queryable,
  { from, server }: Pick<NonNullable<AlarmConfig['mail']>, 'from' | 'server'>,
  { speaker, log, gatherSeconds = gatheringSeconds }: { speaker: Speaker; log: Log; gatherSeconds?: number },
): Promise<boolean> {
  const { rows } = await database.query<UntoldTask>(claimStatement, [retrySeconds, gatherSeconds]);
  const [first] = rows;
  if (!first) return false;
  const { shopId, clerk, email } = first;
  const outcome = await sendMail(server, { from, to: email, ...mailAbout(rows, speaker) }, { limitMs });
  if (outcome.sent) await database.query(toldStatement, [shopId, rows.map(({ id }) => id), clerk]);
  // The log must not contain the address.
  else log.warn({ shop: shopId, why: outcome.why }, 'a clerk could not be told of tasks; it is tried again later');
  return true;
}

function mailAbout(tasks: readonly UntoldTask[], speaker: Speaker): { subject: string; text: string } {
  const orders = [...new Set(tasks.flatMap(({ order }) => order ?? []))].map((order) => `#${order}`);
  const where = tasks[0]?.shopUrl ?? '';
  const lines = [
    speaker.word(word('task.mail', { count: tasks.length, shop: where })),
    ...(orders.length === 0 ? [] : [speaker.word(word('task.mail_orders', { orders: orders.join(', ') }))]),
    speaker.word(word('task.mail_where')),
  ];
  return { subject: speaker.word(word('task.mail_subject', { count: tasks.length })), text: lines.join('\n\n') };
}
