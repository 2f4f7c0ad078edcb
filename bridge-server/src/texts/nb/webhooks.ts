import type { webhookTexts as english } from '../en/webhooks.ts';
import type { Translated } from '../text.ts';

export const webhookTexts = {
  'webhook.unknown': {
    title: 'Broen venter ingen webhooks fra denne butikken',
    cause: 'Broen har ingen slik butikk, eller det er ikke satt opp webhooks for den.',
    remedy: {
      screen:
        'Be den som drifter broen, om å sette opp webhookene. Slett webhooks i en butikk som ikke lenger er tilkoblet.',
      commandLine:
        'Sett opp webhookene: kontor shop webhooks --shop …. Slett webhooks i en butikk som ikke lenger er tilkoblet (WooCommerce → Innstillinger → Avansert → Webhooks).',
    },
  },
  'webhook.not_signed': {
    title: 'Webhooken er ikke signert',
    cause: 'Forespørselen mangler X-WC-Webhook-Signature, som WooCommerce legger ved hver levering.',
    remedy: 'Hvis en proxy foran broen fjerner denne headeren, la proxyen sende den videre.',
  },
  'webhook.wrong_signature': {
    title: 'Signaturen til webhooken er feil',
    cause: 'Webhooken er signert med en annen hemmelighet, eller innholdet ble endret underveis.',
    remedy: {
      screen:
        'Be den som drifter broen, om hemmeligheten, og skriv den inn i webhooken (WooCommerce → Innstillinger → Avansert → Webhooks).',
      commandLine:
        'Skriv hemmeligheten inn i webhooken (WooCommerce → Innstillinger → Avansert → Webhooks). Denne kommandoen viser den: kontor shop webhooks --by-hand --shop ….',
    },
  },
  'webhook.other_source': {
    title: 'Webhooken kommer fra en annen adresse',
    cause:
      'Webhooken oppgir butikken på {source}, men broen kjenner den på {address}. En kopi av en butikk har webhookene til originalen.',
    remedy: {
      screen:
        'Er denne butikken en kopi, slett webhookene i den (WooCommerce → Innstillinger → Avansert → Webhooks). Har butikken flyttet, be den som drifter broen, om å koble den til på den nye adressen.',
      commandLine:
        'Er den butikken en kopi, slett webhookene i den (WooCommerce → Innstillinger → Avansert → Webhooks). Har butikken flyttet, legg den til på den nye adressen, eller par den der: kontor pair.',
    },
  },
  'webhook.no_right': {
    title: 'Webhooken får ikke vise ordrer',
    cause:
      'Butikken sender en feil i stedet for ordren: Brukeren som opprettet webhooken, er slettet eller får ikke lenger se ordrer.',
    remedy:
      'Slett webhookene til Kontor i butikken som butikkansvarlig, og legg dem til på nytt (WooCommerce → Innstillinger → Avansert → Webhooks).',
  },
  'order.old_webhook': {
    title: 'Webhooken har en gammel versjon',
    cause: 'Webhooken sender ordren i en gammel form, uten tidspunktene som et bilag trenger.',
    remedy:
      'Velg versjonen «WP REST API Integration v3» i webhooken (WooCommerce → Innstillinger → Avansert → Webhooks). Lagre deretter ordren i butikken.',
  },
  'webhook.not_reached': {
    title: 'Butikken har ikke nådd broen ennå',
    cause: 'Webhookene er satt opp, men ingenting fra butikken har kommet fram til {url} så langt.',
    remedy:
      'Sjekk at serveren til butikken kan åpne denne adressen. WooCommerce kaller ingen private adresser, og bare portene 80, 443 og 8080. Inntil da leser broen butikken hvert femte minutt.',
  },
  'webhook.not_active': {
    title: 'Webhookene i butikken er ikke aktive',
    cause: 'Minst én webhook for broen mangler i butikken eller er ikke aktiv: {because}',
    remedy: {
      screen: 'Aktiver webhookene til Kontor i butikken (WooCommerce → Innstillinger → Avansert → Webhooks).',
      commandLine:
        'Sett dem opp på nytt med en nøkkel som kan skrive: kontor shop webhooks --shop {shop} --consumer-key … --consumer-secret …',
    },
  },
  'shop_read.no_right_to_write': {
    title: 'REST-nøkkelen kan ikke sette opp webhooks',
    cause: 'REST-nøkkelen har bare lesetilgang og kan derfor ikke sette opp webhooks i butikken.',
    remedy: {
      screen: 'Legg til webhookene for hånd (WooCommerce → Innstillinger → Avansert → Webhooks).',
      commandLine:
        'Oppgi en nøkkel med skrivetilgang, som brukes én gang og ikke lagres (--consumer-key … --consumer-secret …). Eller vis hva som skal skrives inn for hånd: kontor shop webhooks --by-hand --shop ….',
    },
  },
  'shop_read.no_order': {
    title: 'Butikken har ingen slik ordre',
    cause: 'Verken butikken eller broen har en ordre med ID {order}.',
    remedy: {
      screen: 'Sjekk ID-en til ordren.',
      commandLine: 'Sjekk ID-en; den kan være en annen enn ordrenummeret: kontor shop orders --shop ….',
    },
  },
  'order.refunds_unread:no_key': {
    title: 'Refusjonene av ordren kan ikke leses',
    cause:
      'Ordren har refusjoner. En webhook sier ikke hva de gjelder, og broen har ingen REST-nøkkel til å spørre butikken med.',
    remedy: {
      screen: 'Be den som drifter broen, om å koble til butikken med en REST-nøkkel.',
      commandLine:
        'Koble til butikken med en REST-nøkkel: kontor shop connect --existing …. Hent deretter ordren: kontor shop pull --orders ….',
    },
  },
} as const satisfies Translated<typeof english>;
