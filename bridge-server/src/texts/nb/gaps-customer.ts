import type { customerGapTexts as english } from '../en/gaps-customer.ts';
import type { Translated } from '../text.ts';

/** Why it is not known to which customer a document is made out. */
export const customerGapTexts = {
  'gap.customer_archived': {
    title: 'Kunden er arkivert',
    cause: 'Kunden i ordren, {customer}, er arkivert i {target}.',
    remedy: 'Aktiver {customer} i {target}, og prøv igjen.',
  },
  'gap.customer_ambiguous': {
    title: 'Flere kunder med denne adressen eller dette nummeret',
    cause: 'Flere kunder i {target} har e-postadressen eller organisasjonsnummeret i ordren: {customers}.',
    remedy:
      'Velg hvem av dem som er kunden i ordren. Svaret gjelder alle ordrer med denne e-postadressen og dette navnet.',
  },
  'gap.customer_crowded': {
    title: 'For mange kunder med denne adressen eller dette nummeret',
    cause: '{count} kunder i {target} har e-postadressen eller organisasjonsnummeret i ordren.',
    remedy:
      'Hvis mange bestiller med samme adresse, for eksempel adressen til en kasse, velger du i innstillingene for koblingen at hver ordre får sin egen kunde, eller at alle går til samlekunden. Eller la Kontor opprette en ny kunde for denne ordren.',
  },
  'gap.customer_name_differs': {
    title: 'Er dette kunden?',
    cause:
      'Kunden i {target} med e-postadressen eller organisasjonsnummeret i ordren stemmer ikke med ordren: {customer} {differences}.',
    remedy: 'Svar på om dette er kunden i ordren. Svaret gjelder alle ordrer med denne e-postadressen og dette navnet.',
  },
  'gap.collective_customer_unset': {
    title: 'Samlekunden er ikke satt opp',
    cause: 'Alle ordrer går til én samlekunde, men innstillingene oppgir den ikke.',
    remedy: 'Skriv inn kundenummeret under «Samlekunde» i innstillingene for koblingen.',
  },
  'gap.collective_customer_missing': {
    title: 'Kunde {number} finnes ikke',
    cause: 'Alle ordrer skal gå til kunde {number}, men {target} har ingen kunde med dette nummeret.',
    remedy: 'Rett nummeret under «Samlekunde» i innstillingene for koblingen, eller opprett kunden i {target}.',
  },
  'gap.collective_customer_archived': {
    title: 'Kunde {number} er arkivert',
    cause: 'Alle ordrer skal gå til kunde {number}, men kunden er arkivert i {target}.',
    remedy:
      'Aktiver kunde {number} i {target}, eller skriv inn en annen under «Samlekunde» i innstillingene for koblingen.',
  },
  'gap.customer_missing': {
    title: 'Kunden mangler i {target}',
    cause: '{target} har ikke kunden i ordren, og koblingen oppretter ikke kunder.',
    remedy: 'Opprett kunden i {target} med e-postadressen og navnet i ordren, eller la koblingen opprette kunder.',
  },
  'gap.customer_missing:of_document': {
    title: 'Dokumentet har ingen kunde',
    cause: 'Dokument {number} i {target} har ingen kunde, eller {target} kjenner ikke kunden lenger.',
    remedy:
      'Gi dokumentet en kunde i {target} og prøv igjen, eller bokfør betalingen der for hånd og merk den som håndtert et annet sted.',
  },
  'gap.no_customer_name': {
    title: 'Ordren har ikke noe kundenavn',
    cause: 'Ordren oppgir verken en person eller et firma.',
    remedy: 'Skriv inn et navn i fakturaadressen til ordren.',
  },
  'gap.no_email': {
    title: 'Ordren har ingen e-postadresse',
    cause: 'Ordren har ingen e-postadresse, og {target} trenger den for å sende fakturaen.',
    remedy: 'Skriv inn e-postadressen til kunden i fakturaadressen til ordren.',
  },
  'gap.organisation_number': {
    title: 'Organisasjonsnummeret er ugyldig',
    cause: '«{number}» er ikke et norsk organisasjonsnummer. Et slikt har ni sifre, og det siste er et kontrollsiffer.',
    remedy: 'Rett eller tøm feltet «{field}» i ordren i butikken.',
  },
  'gap.number_series_missing': {
    title: 'Nummerserien finnes ikke lenger',
    cause: '{target} har ikke lenger nummerserien som nye kunder skal få nummer fra.',
    remedy: 'Se på nummerseriene i {target}, og velg en annen under «Nummerserie» i innstillingene for koblingen.',
  },
  'gap.number_series_foreign': {
    title: 'Nummerserien er ikke for kunder',
    cause:
      'Nummerserien «{name}» er ikke for kunder: typen i {target} er {type, select, none {en annen} other {{type}}}.',
    remedy: 'Velg en nummerserie for kunder under «Nummerserie» i innstillingene for koblingen.',
  },
  'gap.number_series_full': {
    title: 'Nummerserien er full',
    cause: 'Alle numre i serien «{name}» ({from} til {to}) er i bruk.',
    remedy: 'Utvid serien i {target}, eller velg en annen under «Nummerserie» i innstillingene for koblingen.',
  },
  'gap.customer_changed': {
    title: 'Ordren har fått en annen kunde',
    cause: 'Ordren er nå for {customer}, men dokument {number} er stilet til en annen kunde.',
    remedy:
      'Endre kladden {number} til denne kunden i {target} og prøv igjen; eller bestem at dokumentet beholder kunden sin.',
  },
  'gap.customer_changed:invoice': {
    title: 'Ordren har fått en annen kunde',
    cause: 'Ordren er nå for {customer}, men dokument {number} er stilet til en annen kunde.',
    remedy:
      'Krediter faktura {number} i {target}, fakturer ordren på nytt for hånd og merk den som håndtert et annet sted; eller bestem at dokumentet beholder kunden sin.',
  },
} as const satisfies Translated<typeof english>;
