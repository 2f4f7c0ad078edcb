import { useEffect, useState } from '@wordpress/element';
import { useSurroundings } from '../surroundings.ts';
import type { Choice, Lists } from './form/schema.ts';

interface Options {
  readonly options: readonly { list: string; value: string; label: string }[];
  readonly unread: readonly { list: string; why: 'forbidden' | 'not_now'; cause: string }[];
}

/** The lists from which fields of a connection's forms choose: lists of the system and lists of the shop. */
export function useLists(connection: string): Lists {
  const { bridge, shop } = useSurroundings();
  const [lists, setLists] = useState<Lists>({});
  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const addLists = (more: Lists) => {
      if (!signal.aborted) setLists((previous) => ({ ...previous, ...more }));
    };
    void bridge
      .ask<Options>('GET', `/connections/${connection}/options`, { signal, read: (value) => value as Options })
      .then((answer) => {
        if (answer.ok) addLists(listsOf(answer.value));
      });
    void shop
      .ask<{ id: string; title: string; enabled: boolean }[]>('woocommerce', 'payment_gateways', {
        query: { _fields: 'id,title,enabled' },
        signal,
      })
      .then((answer) => {
        const choices = answer.ok
          ? answer.value.map(({ id, title }) => ({ value: id, label: `${title || id} (${id})` }))
          : [];
        addLists({ paymentMethods: { kind: 'read', choices: choices } });
      });
    void shop.ask<{ slug: string; name: string }[]>('woocommerce', 'taxes/classes', { signal }).then((answer) => {
      const choices: Choice[] = answer.ok ? answer.value.map(({ slug, name }) => ({ value: slug, label: name })) : [];
      addLists({ taxClasses: { kind: 'read', choices: choices } });
    });
    return () => leaving.abort();
  }, [connection, bridge, shop]);
  return lists;
}

function listsOf({ options, unread }: Options): Lists {
  const read: Record<string, { kind: 'read'; choices: Choice[] }> = {};
  for (const { list, value, label } of options)
    (read[list] ??= { kind: 'read', choices: [] }).choices.push({ value, label });
  return { ...read, ...Object.fromEntries(unread.map(({ list, why, cause }) => [list, { kind: why, cause }])) };
}
