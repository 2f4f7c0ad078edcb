import { useEffect, useState } from '@wordpress/element';
import { useSurroundings } from '../surroundings.ts';
import {
  optionListsOf,
  type Choice,
  type FieldSchema,
  type ListOfChoices,
  type Lists,
  type ShopList,
} from './form/schema.ts';

interface Options {
  readonly options: readonly { list: string; value: string; label: string }[];
  readonly unread: readonly { list: string; why: 'forbidden' | 'not_now'; cause: string }[];
}

/**
 * The lists from which fields of a connection's forms choose: lists of the system and lists of the shop. The shop's own
 * answer comes before what the bridge has read of the shop. `form`: the form with all fields.
 */
export function useLists(connection: string, form: FieldSchema): Lists {
  const { bridge, shop } = useSurroundings();
  const [ofBridge, setOfBridge] = useState<Lists>({});
  const [ofShop, setOfShop] = useState<Lists>({});
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const addOfBridge = (more: Lists) => {
      if (!signal.aborted) setOfBridge((previous) => ({ ...previous, ...more }));
    };
    const addOfShop = (list: ShopList, choices: Choice[] | null) => {
      if (signal.aborted) return;
      if (choices) setOfShop((previous) => ({ ...previous, [list]: { kind: 'read', choices } }));
      // The bridge may have read the list by the shop's REST API.
      else setOfBridge((previous) => ({ [list]: { kind: 'read', choices: [] }, ...previous }));
    };
    void bridge
      .ask<Options>('GET', `/connections/${connection}/options`, { signal, read: (value) => value as Options })
      .then((answer) => {
        // The answer names no list that is empty.
        const rest: ListOfChoices = answer.ok
          ? { kind: 'read', choices: [] }
          : { kind: 'not_now', cause: answer.problem.cause };
        addOfBridge(Object.fromEntries(optionListsOf(form).map((list) => [list, rest])));
        if (answer.ok) addOfBridge(listsOf(answer.value));
      });
    void shop
      .ask<{ id: string; title: string; enabled: boolean }[]>('woocommerce', 'payment_gateways', {
        query: { _fields: 'id,title,enabled' },
        signal,
      })
      .then((answer) => {
        addOfShop(
          'paymentMethods',
          answer.ok ? answer.value.map(({ id, title }) => ({ value: id, label: `${title || id} (${id})` })) : null,
        );
      });
    void shop.ask<{ slug: string; name: string }[]>('woocommerce', 'taxes/classes', { signal }).then((answer) => {
      addOfShop('taxClasses', answer.ok ? answer.value.map(({ slug, name }) => ({ value: slug, label: name })) : null);
    });
    return () => leaving.abort();
  }, [connection, form, bridge, shop]);
  return { ...ofBridge, ...ofShop };
}

function listsOf({ options, unread }: Options): Lists {
  const read: Record<string, { kind: 'read'; choices: Choice[] }> = {};
  for (const { list, value, label } of options)
    (read[list] ??= { kind: 'read', choices: [] }).choices.push({ value, label });
  return { ...read, ...Object.fromEntries(unread.map(({ list, why, cause }) => [list, { kind: why, cause }])) };
}
