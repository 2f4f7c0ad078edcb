import type { MissingFact, StoredFacts } from '../../shops/facts.ts';
import type { Speaker } from '../../texts/say.ts';
import { isKeyRefusal } from '../../woocommerce/reply.ts';

/** The lists of the shop from which forms choose, as `FieldHints.shop` names them. */
interface ShopLists {
  options: { list: string; value: string; label: string }[];
  unread: { list: string; why: 'forbidden' | 'not_now'; cause: string }[];
}

/**
 * The shop's payment methods and tax classes as the bridge has read them by the REST API. A shop that is not read so has
 * neither options nor unread lists: its plugin offers the lists.
 */
export function shopLists({ paymentMethods, taxClasses }: StoredFacts, speaker: Speaker): ShopLists {
  const unreadOf = (list: string, content: unknown, [missing]: readonly MissingFact[]): ShopLists['unread'] =>
    content !== null || !missing
      ? []
      : [
          {
            list,
            why: isKeyRefusal(missing.why) ? 'forbidden' : 'not_now',
            cause: speaker.told(missing.why).cause,
          },
        ];
  return {
    options: [
      ...(paymentMethods.content ?? []).map(({ id, title }) => ({
        list: 'paymentMethods',
        value: id,
        label: `${title || id} (${id})`,
      })),
      ...(taxClasses.content ?? []).map(({ slug, name }) => ({ list: 'taxClasses', value: slug, label: name })),
    ],
    unread: [
      ...unreadOf('paymentMethods', paymentMethods.content, paymentMethods.missing),
      ...unreadOf('taxClasses', taxClasses.content, taxClasses.missing),
    ],
  };
}
