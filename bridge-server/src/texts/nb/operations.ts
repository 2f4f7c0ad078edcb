import type { operationTexts as english } from '../en/operations.ts';
import type { Translated } from '../text.ts';

const reload = 'Last siden på nytt.';

/** Why the bridge does not carry out an operation. */
export const operationTexts = {
  'input.wrong': {
    title: 'En opplysning er feil',
    cause: '{field}: {said}.',
    remedy: {
      screen: 'Rett det og prøv igjen. Dokumentasjonen sier hva som forventes.',
      commandLine: 'Rett det og prøv igjen. Hjelpen til kommandoen sier hva som forventes: --help.',
    },
  },
  'input.not_readable': {
    title: 'Filen kan ikke leses',
    cause: '{file} kan ikke leses: {said}.',
    remedy: 'Oppgi en JSON-fil, eller - for standard inndata.',
  },
  'input.not_readable:standard_input': {
    title: 'Standard inndata kan ikke leses',
    cause: 'Standard inndata kan ikke leses: {said}.',
    remedy: 'Oppgi en JSON-fil, eller - for standard inndata.',
  },
  'input.not_json': { title: 'Dette er ikke JSON', cause: '{file} er ikke JSON.', remedy: 'Oppgi ett JSON-objekt.' },
  'input.not_json:standard_input': {
    title: 'Dette er ikke JSON',
    cause: 'Standard inndata er ikke JSON.',
    remedy: 'Oppgi ett JSON-objekt.',
  },

  'shop.unknown:id': {
    title: 'Butikken finnes ikke',
    cause: 'Det finnes ingen butikk {shop}.',
    remedy: { screen: reload, commandLine: 'List butikkene med: kontor shop list.' },
  },
  'shop.none': {
    title: 'Det finnes ingen butikk ennå',
    cause: 'Broen har ingen butikk ennå.',
    remedy: {
      screen: 'Par først en butikk med broen.',
      commandLine: 'Par en butikk med: kontor pair. Eller legg til en med: kontor shop add.',
    },
  },
  'shop.unclear': {
    title: 'Hvilken butikk gjelder det?',
    cause: 'Broen har {count, number} butikker: {shops}.',
    remedy: { screen: 'Oppgi butikken.', commandLine: 'Oppgi en av dem med: --shop {first}.' },
  },
  'shop.unclear:by_place': {
    title: 'Hvilken butikk gjelder det?',
    cause: 'Broen har {count, number} butikker: {shops}.',
    remedy: { screen: 'Oppgi butikken.', commandLine: 'Oppgi en av dem: kontor {command} {first}.' },
  },

  'system.not_set_up': {
    title: 'Broen tilbyr ikke dette systemet',
    cause: 'Denne broen tilbyr ikke systemet «{system}».',
    remedy: {
      screen: 'Be den som drifter broen, om å sette opp systemet. Dette tilbys: {offered}.',
      commandLine: 'Sett driftsinnstillingene for systemet ({variables}) og prøv igjen. Dette tilbys: {offered}.',
    },
  },
  'system.no_products': {
    title: 'Det er ingen produkter å opprette',
    cause: 'Det er ingen produkter å opprette i {target}.',
    remedy: 'Ingenting må gjøres.',
  },
  'system.nothing_mapped': {
    title: 'Ingenting tilordnes i dette systemet',
    cause: '{target} har ingen innstillinger for hvordan mva-satser bokføres.',
    remedy: 'Ingenting må gjøres.',
  },
  'credentials.other_account': {
    title: 'Tilgangen gjelder et annet firma',
    cause: 'Tilgangen gjelder {given}, men koblingen går til {connected}.',
    remedy: 'Legg inn tilgangen til {connected}. For et annet firma legger du til en ny kobling.',
  },
  'functions.unknown': {
    title: 'Systemet har ikke denne funksjonen',
    cause: '{target} har ikke funksjonen {functions}.',
    remedy: 'Oppgi bare funksjoner som tilbys: {offered}.',
  },
  'credentials.wrong': {
    title: 'Tilgangen er ufullstendig',
    cause: '{field}: {said}.',
    remedy: {
      screen: 'Rett feltet og prøv igjen.',
      commandLine: 'Rett tilgangen og prøv igjen. Hva hvert system ber om, vises med: kontor systems.',
    },
  },
  'settings.wrong': {
    title: 'En innstilling er feil',
    cause: '{field}: {said}.',
    remedy: {
      screen: 'Rett innstillingen og lagre på nytt.',
      commandLine: 'Rett innstillingene og prøv igjen. Hva hvert system ber om, vises med: kontor systems.',
    },
  },
  'connection.unknown': {
    title: 'Koblingen finnes ikke',
    cause: 'Butikken har ingen kobling {connection}.',
    remedy: {
      screen: 'Last siden på nytt for å se hvilke som finnes.',
      commandLine: 'List koblingene med: kontor connection list.',
    },
  },
  'connection.unclear': {
    title: 'Hvilken kobling gjelder det?',
    cause: 'Butikken har {count, number} koblinger.',
    remedy: {
      screen: 'Velg en av dem.',
      commandLine: 'Oppgi en av dem som connection. List dem med: kontor connection list.',
    },
  },
  'connection.not_set_up': {
    title: 'Systemet er ikke satt opp på broen',
    cause: 'Systemet {system} er ikke satt opp på denne broen.',
    remedy: {
      screen: 'Be den som drifter broen, om å sette opp systemet, og prøv så igjen.',
      commandLine: 'Sett opp systemet, og prøv så igjen.',
    },
  },

  'order.unknown': {
    title: 'Broen kjenner ikke denne ordren',
    cause: 'Broen kjenner ikke ordre {order} i denne butikken.',
    remedy: {
      screen: 'Lagre ordren i butikken. Da sendes den til broen.',
      commandLine:
        'List ordrene den kjenner med: kontor orders. Eller lagre ordren i butikken: Da sendes den til broen.',
    },
  },
  'order.unknown:or_system': {
    title: 'Broen kjenner ikke denne ordren',
    cause: 'Broen kjenner ikke ordre {order} i denne butikken, eller systemet er ikke satt opp.',
    remedy: 'Lagre ordren i butikken. Da sendes den til broen.',
  },
  'order.no_content': {
    title: 'Broen mangler innholdet i ordren',
    cause: 'Innholdet i ordre {order} er slettet, eller det kunne aldri leses.',
    remedy: 'Lagre ordren i butikken. Da sendes den til broen igjen.',
  },
  'order.content_not_allowed': {
    title: 'Innholdet kan ikke vises',
    cause: 'Den som spør, mangler tilgangen (scope) orders:content.',
    remedy: 'Utelat «with», eller spør som driftsansvarlig eller som butikk.',
  },
  'order.open': {
    title: 'Ordren er ikke ferdig ennå',
    cause:
      'Et dokument for ordren {state, select, waiting {venter fortsatt} sending {sendes nå} in_doubt {kontrolleres nå} handed_over {er hos kontoret} blocked {må avklares} other {skal ses på}} ({reason}, internt nummer {id}). Det kan fortsatt trenge innholdet i ordren.',
    remedy: {
      screen: 'Gjør dokumentet ferdig først, eller merk det som håndtert et annet sted. Prøv så igjen.',
      commandLine:
        'Gjør dokumentet ferdig først (kontor show viser hva det venter på), eller merk det som håndtert et annet sted med kontor elsewhere. Prøv så igjen.',
    },
  },

  'verify.nothing': {
    title: 'Databasen er tom',
    cause: 'Databasen er tom.',
    remedy: 'Gjenopprett sikkerhetskopien først.',
  },
  'verify.in_future': {
    title: 'Tidspunktet ligger i fremtiden',
    cause: 'Det oppgitte tidspunktet for sikkerhetskopien ligger i fremtiden.',
    remedy: 'Oppgi når sikkerhetskopien ble tatt.',
  },
  'verify.not_begun': {
    title: 'Ingen kontroll pågår',
    cause: 'Ingen kontroll pågår.',
    remedy: { screen: 'Ingenting.', commandLine: 'Start en etter en gjenoppretting med: kontor verify.' },
  },
  'verify.not_over': {
    title: 'Kontrollen er ikke ferdig',
    cause:
      '{left, plural, one {# dokument fra før gjenopprettingen er} other {# dokumenter fra før gjenopprettingen er}} fortsatt underveis, og {waiting, plural, one {# må} other {# må}} avklares.',
    remedy: {
      screen: 'La broen fortsette, og avklar resten av dokumentene. Det gjør ingenting å avslutte kontrollen senere.',
      commandLine:
        'La broen fortsette, og se på resten av dokumentene med: kontor transfers --state blocked. Det gjør ingenting å avslutte kontrollen senere.',
    },
  },

  'key.unknown': {
    title: 'Nøkkelen finnes ikke',
    cause: 'Det er ingen slik nøkkel i bruk.',
    remedy: { screen: reload, commandLine: 'List nøklene med: kontor key list.' },
  },
  'key.unknown:of_shop': {
    title: 'Nøkkelen finnes ikke',
    cause: 'Butikken har ingen slik nøkkel i bruk.',
    remedy: { screen: reload, commandLine: 'List nøklene til butikken med: kontor shop keys.' },
  },
  'key.not_in_use': {
    title: 'Nøkkelen er ikke lenger i bruk',
    cause: 'Nøkkelen som skal erstattes, er ikke lenger i bruk.',
    remedy: 'Signer forespørselen med nøkkelen som er i bruk.',
  },
  'key.not_in_use:signed_with': {
    title: 'Nøkkelen er ikke lenger i bruk',
    cause: 'Nøkkelen som forespørselen er signert med, er ikke lenger i bruk.',
    remedy: 'Ingenting: Butikken er ikke paret med denne nøkkelen.',
  },
  'key.used_before': {
    title: 'Nøkkelen er brukt før',
    cause: 'Butikken har eller hadde akkurat denne nøkkelen.',
    remedy: 'Lag en ny nøkkel.',
  },
  'event.unreadable': {
    title: 'Hendelsen kan ikke leses',
    cause: 'Hendelsen kan ikke leses: {path}: {said}.',
    remedy:
      "Send '{'generation, order, refunds'}' med ordren og refusjonene slik WooCommerce REST API v3 gir dem, eller '{'generation, id, tombstone: true'}'.",
  },
  'event.unstorable': {
    title: 'Ordren kan ikke lagres',
    cause: 'PostgreSQL kan ikke lagre denne ordren: {said}',
    remedy: 'Let i ordren etter umulig store verdier. Rett ordren i butikken og lagre den på nytt.',
  },
} as const satisfies Translated<typeof english>;
