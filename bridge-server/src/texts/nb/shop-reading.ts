import type { shopReadingTexts as english } from '../en/shop-reading.ts';
import type { Translated } from '../text.ts';

/** Hvorfor broen ikke kan lese en butikk gjennom REST-API-et. */
export const shopReadingTexts = {
  'shop_read.unreachable': {
    title: 'Butikken svarer ikke',
    cause: 'Butikken svarer ikke: {because}',
    remedy:
      'Sjekk at adressen er riktig skrevet, og at butikken kan åpnes der i en nettleser. En tilkoblet butikk leser broen igjen av seg selv.',
  },
  'shop_read.slow': {
    title: 'Butikken er for treg',
    cause: 'Butikken svarte ikke i tide: {because}',
    remedy:
      'En tilkoblet butikk leser broen igjen av seg selv. Varer det ved, spør webhotellet hvorfor REST-API-et til butikken er tregt.',
  },
  'shop_read.too_large': {
    title: 'Svaret fra butikken er for stort',
    cause: 'Svaret fra butikken er større enn broen tar imot: {because}',
    remedy:
      'Finn ordren eller utvidelsen som gjør svaret så stort, for eksempel en som lagrer filer i metadataene til en ordre.',
  },
  'shop_read.address_refused': {
    title: 'Adressen til butikken kan ikke kalles',
    cause: 'Broen har ikke lov til å kalle adressen til butikken: {because}',
    remedy: {
      screen: 'Be den som drifter broen, om å tillate adressen.',
      commandLine:
        'Bruk en adresse med https på det åpne internettet, eller oppgi verten i {variable} og start broen på nytt.',
    },
  },
  'shop_read.redirected': {
    title: 'Butikken videresender til en annen adresse',
    cause: 'Butikken videresender forespørsler til {to}.',
    remedy: {
      screen: 'Be den som drifter broen, om å koble til butikken med adressen som den videresender til.',
      commandLine:
        'Koble til butikken med den adressen: kontor shop connect --url {to}. Har broen butikken fra før, legg til --existing med ID-en dens.',
    },
  },
  'shop_read.redirected:page': {
    title: 'Butikken videresender REST-API-et til en side',
    cause: 'Butikken videresender forespørsler til REST-API-et til en annen side: {to}',
    remedy:
      'Unnta /wp-json fra videresendinger i butikken: fra dem i en utvidelse for språk, innlogging eller vedlikehold, og fra dem på webserveren.',
  },
  'shop_read.rate_limited': {
    title: 'Butikken tar ikke imot flere forespørsler akkurat nå',
    cause: 'Butikken, eller en tjeneste foran den, avviser forespørsler fordi det var for mange (429).',
    remedy:
      'En tilkoblet butikk leser broen igjen av seg selv. Varer det ved, tillat adressen til broen i brannmuren til butikken.',
  },
  'shop_read.maintenance': {
    title: 'Butikken er i vedlikehold',
    cause: 'Butikken svarer at den ikke er tilgjengelig (503), slik WordPress gjør under en oppdatering.',
    remedy: 'En tilkoblet butikk leser broen igjen av seg selv. Varer det ved, avslutt vedlikeholdsmodusen i butikken.',
  },
  'shop_read.wrong_key': {
    title: 'Butikken avviser REST-nøkkelen',
    cause: 'Butikken avviser REST-nøkkelen. Den sier: {said}',
    remedy: {
      screen:
        'Lag en REST-nøkkel med leserett i butikken (WooCommerce → Innstillinger → Avansert → REST-API), og gi den til den som drifter broen.',
      commandLine:
        'Lag en REST-nøkkel med leserett i butikken (WooCommerce → Innstillinger → Avansert → REST-API), og koble til butikken med den: kontor shop connect. Har broen butikken fra før, legg til --existing med ID-en dens.',
    },
  },
  'shop_read.no_right': {
    title: 'REST-nøkkelen kan ikke lese dette',
    cause: 'REST-nøkkelen mangler leserett, eller brukeren kan ikke administrere butikken. Butikken sier: {said}',
    remedy: {
      screen:
        'Lag en REST-nøkkel med leserett for en butikkansvarlig (WooCommerce → Innstillinger → Avansert → REST-API), og gi den til den som drifter broen.',
      commandLine:
        'Lag en REST-nøkkel med leserett for en butikkansvarlig (WooCommerce → Innstillinger → Avansert → REST-API), og koble til butikken med den: kontor shop connect. Har broen butikken fra før, legg til --existing med ID-en dens.',
    },
  },
  'shop_read.clock': {
    title: 'Klokkene til broen og butikken er ulike',
    cause: 'Butikken avviser tiden i signaturen til forespørselen. Den sier: {said}',
    remedy: 'Still klokken som går feil. De to klokkene kan ikke være mer enn 15 minutter fra hverandre.',
  },
  'shop_read.locked': {
    title: 'Noe foran WooCommerce avviser broen',
    cause:
      'Butikken svarer {status}, men svaret er ikke fra WooCommerce. Slik svarer en brannmur eller en sikkerhetsutvidelse.',
    remedy: 'Tillat forespørsler fra broen til /wp-json/wc/v3 i brannmuren eller sikkerhetsutvidelsen til butikken.',
  },
  'shop_read.no_rest_api': {
    title: 'Butikken har ikke noe REST-API fra WooCommerce',
    cause: 'Butikken har ikke noe REST-API fra WooCommerce på denne adressen ({code}).',
    remedy:
      'Sjekk adressen, at WooCommerce er aktivert, og at permalenkene i butikken ikke er «Enkel» (Innstillinger → Permalenker).',
  },
  'shop_read.no_route': {
    title: 'Butikken tilbyr ikke dette',
    cause: 'REST-API-et til butikken har ingen rute {route}.',
    remedy: 'Oppdater WooCommerce. Mangler ruten fortsatt, finn utvidelsen som fjerner den.',
  },
  'shop_read.locked:index': {
    title: 'Butikken viser indeksen sin til ingen',
    cause: 'Butikken avviser forespørsler til /wp-json/ uten innlogging, slik noen sikkerhetsutvidelser gjør.',
    remedy: {
      screen:
        'Tillat GET /wp-json/ uten innlogging i sikkerhetsutvidelsen til butikken, eller velg tidssonen i innstillingene for tilkoblingen.',
      commandLine:
        'Tillat GET /wp-json/ uten innlogging i sikkerhetsutvidelsen til butikken, og les innstillingene på nytt: kontor shop refresh-settings. Eller velg tidssonen i innstillingene for tilkoblingen.',
    },
  },
  'shop_read.not_asked': {
    title: 'Det var ikke tid igjen til å lese dette',
    cause: 'Broen leser innstillingene til en butikk i høyst {seconds} sekunder, og butikken trenger lengre tid.',
    remedy: 'Spør nettverten til butikken hvorfor REST-API-et er tregt. Broen prøver igjen hver natt.',
  },
  'shop_read.list_too_long': {
    title: 'Butikken har flere oppføringer enn broen beholder',
    cause: 'Broen beholder {most, number} oppføringer av {route}, og butikken har flere.',
    remedy:
      'Viser skjemaene oppføringene som du trenger, er det ingenting å gjøre. Ellers fjern gamle oppføringer i butikken.',
  },
  'shop_read.list_repeats': {
    title: 'Butikken viser bare den første siden',
    cause: 'Butikken svarer på hver forespørsel om en side av {route} med den samme siden. Broen har bare den.',
    remedy: 'Unnta /wp-json fra cachen til butikken, eller finn utvidelsen som endrer svarene til REST-API-et.',
  },
  'shop_read.entries_unread': {
    title: 'Noen oppføringer kan ikke leses',
    cause: 'Broen kan ikke lese {count, plural, one {# oppføring} other {# oppføringer}} av {route}: {entries}',
    remedy:
      'Åpne disse oppføringene i innstillingene til WooCommerce og rett dem, eller finn utvidelsen som laget dem. Alle andre oppføringer ble lest.',
  },
  'shop_read.broken': {
    title: 'Butikken har en feil',
    cause: 'Butikken svarer med en egen feil ({status}). Den sier: {said}',
    remedy: 'En tilkoblet butikk leser broen igjen av seg selv. Varer det ved, se i feilloggen til butikken.',
  },
  'shop_read.refused': {
    title: 'Butikken avviser det broen spør om',
    cause: 'Butikken avviser forespørselen ({status}). Den sier: {said}',
    remedy: 'Oppdater WooCommerce: Broen trenger versjon 5.8 eller nyere.',
  },
  'shop_read.not_json': {
    title: 'Butikken svarer med en side i stedet for data',
    cause:
      'Butikken svarer med en side i stedet for data ({status}), slik en brannmur, en cache eller en utvidelse med feil gjør.',
    remedy:
      'Åpne /wp-json/wc/v3 i butikken i en nettleser. Kommer det opp en side der, finn utvidelsen eller brannmuren som viser den. Er det forsiden til butikken, velg andre permalenker enn «Enkel» (Innstillinger → Permalenker).',
  },
  'shop_read.other_shape': {
    title: 'Svaret fra butikken har en annen form',
    cause: 'Svaret fra butikken har ikke den formen som WooCommerce beskriver for {list}.',
    remedy: 'Finn utvidelsen som endrer REST-API-et til WooCommerce, og slå den av for broen.',
  },
  'shop_read.other_list': {
    title: 'Butikken lister ordrer som den ikke ble spurt om',
    cause:
      'Broen spurte butikken om ordrer som er endret etter {after}, eldste endring først. Butikken lister andre ordrer, eller i en annen rekkefølge.',
    remedy:
      'Unnta /wp-json fra cachen til butikken. Er WooCommerce eldre enn 5.8, oppdater det, for det kan ikke filtrere ordrer etter siste endring.',
  },
  'shop_read.many_gone': {
    title: 'De fleste ordrene mangler i butikken',
    cause: '{gone} av {compared} ordrer som broen har, finnes ikke lenger i butikken.',
    remedy: {
      screen: 'Be den som drifter broen, om å sjekke at adressen fører til selve butikken og ikke til en kopi.',
      commandLine:
        'Sjekk at adressen fører til selve butikken og ikke til en kopi, og om butikken ble gjenopprettet fra en sikkerhetskopi. Ble ordrene slettet med vilje, hent dem enkeltvis: kontor shop pull --orders.',
    },
  },
  'order.refunds_unread': {
    title: 'Refusjonene av ordren kan ikke leses',
    cause: 'Butikken viser ikke refusjonene av ordren: {cause}',
    remedy:
      'Åpne ordren i butikken. Vises refusjonene der, finn utvidelsen som forstyrrer REST-API-et; broen leser ordren på nytt ved neste endring.',
  },
  'shop.not_connected': {
    title: 'Broen har ikke tilgang til denne butikken',
    cause: 'Broen kan ikke lese butikken {shop}: Den har ingen REST-nøkkel til butikken.',
    remedy: {
      screen: 'Be den som drifter broen, om å koble til butikken.',
      commandLine:
        'Koble til butikken: kontor shop connect --existing {shop} --url … --consumer-key … --consumer-secret …',
    },
  },
  'shop.at_this_address': {
    title: 'Det finnes allerede en butikk på denne adressen',
    cause: 'Broen har butikken {shop} på adressen {url}.',
    remedy: {
      screen: 'Be den som drifter broen, om å koble til den butikken.',
      commandLine:
        'Koble til den butikken, så ingen ordre bokføres to ganger: kontor shop connect --existing {shop} --url {url} --consumer-key … --consumer-secret …',
    },
  },
  'shop.at_another_address': {
    title: 'Butikken har en annen adresse',
    cause: 'Broen kjenner butikken {shop} på adressen {url}.',
    remedy: {
      screen: 'Be den som drifter broen, om å koble til butikken på dens egen adresse.',
      commandLine:
        'Koble til butikken på den adressen. Har butikken flyttet, legg til --moved. En butikk med utvidelsen pares først på den nye adressen: kontor pair.',
    },
  },
} as const satisfies Translated<typeof english>;
