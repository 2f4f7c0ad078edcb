import type { ruleTexts as english } from '../en/rules.ts';
import type { Translated } from '../text.ts';

const nothing = 'Ingenting.';
const functions = {
  screen: 'Skal det sendes, slå på funksjonen under «Koblinger».',
  commandLine: 'Skal det sendes, slå på funksjonen med: kontor connection change --functions.',
} as const;

/** Why no document is made although an order came in: a rule of the connection leaves it out, or a person must do it by hand. */
export const ruleTexts = {
  'rule.draft': {
    title: 'Utkast',
    cause: 'Ordren er et utkast eller en uferdig handel; slike forlater aldri butikken.',
    remedy: 'Ingenting: Den sendes når den er blitt en ordre.',
  },
  'rule.source': {
    title: 'Kommer fra et sted koblingen ikke tar imot fra',
    cause: 'Koblingen tar ikke imot ordrer derfra denne kommer.',
    remedy: {
      screen: 'Skal den sendes, legg til denne kilden i koblingen.',
      commandLine: 'Skal den sendes, oppgi kilden med: kontor connection change --sources.',
    },
  },
  'rule.function_off': {
    title: 'Koblingen sender ikke dette',
    cause: 'Koblingen sender ikke slike dokumenter: Funksjonen er slått av.',
    remedy: functions,
  },
  'rule.function_off:cancellations': {
    title: 'Må kanselleres for hånd i {target}',
    cause:
      'Ordren ble kansellert i butikken etter at dokumentet var sendt, og koblingen skal ikke kansellere dokumenter.',
    remedy: {
      screen:
        'Slett eller krediter dokumentet for hånd i {target}; eller slå på kanselleringer under «Koblinger» og velg «Send nå».',
      commandLine:
        'Slett eller krediter dokumentet for hånd i {target}; eller slå på funksjonen cancellations, og så: kontor send.',
    },
  },
  'rule.refunded_in_full': {
    title: 'Refundert i sin helhet før den ble sendt',
    cause: 'Ordren ble refundert i sin helhet før den ble sendt.',
    remedy: nothing,
  },
  'rule.status': {
    title: 'Statusen sendes ikke',
    cause: 'Statusen til ordren er ikke blant dem koblingen sender.',
    remedy: {
      screen: 'Ingenting: Den sendes når den får riktig status. Hvilke statuser det er, velges under «Koblinger».',
      commandLine:
        'Ingenting: Den sendes når den får riktig status. Endre statusene med: kontor connection change --statuses.',
    },
  },
  'rule.before_active': {
    title: 'Eldre enn koblingen',
    cause: 'Ordren ble opprettet før koblingen ble aktiv.',
    remedy: {
      screen: 'Skal den sendes, velg «Send nå», eller velg en tidligere dato under «Koblinger».',
      commandLine: 'Skal den sendes, sett en tidligere dato med: kontor connection change --active-from.',
    },
  },
  'rule.zero_total': {
    title: 'Beløpet er null',
    cause: 'Ordren er på 0, og koblingen sender ikke slike ordrer.',
    remedy: {
      screen: 'Skal slike ordrer sendes, velg det under «Koblinger».',
      commandLine: 'Skal de sendes, velg det med: kontor connection change --zero-total.',
    },
  },
  'rule.no_account': {
    title: 'Betalingsmåten har ingen konto',
    cause: 'Betalingsmåten har ingen konto i innstillingene for koblingen.',
    remedy: 'Gi den en under «Betalinger» i innstillingene for koblingen hvis betalingene skal føres.',
  },
  'rule.connection_removed': {
    title: 'Koblingen er fjernet',
    cause: 'Koblingen ble fjernet før dette var påbegynt.',
    remedy: {
      screen: 'Koble til det samme firmaet på nytt hvis det skal sendes.',
      commandLine: 'Legg til det samme firmaet på nytt hvis det skal sendes: kontor connection add.',
    },
  },
  'rule.order_not_sent': {
    title: 'Ordren ble ikke sendt',
    cause: 'Ordren som dette hører til, ble ikke sendt.',
    remedy: 'Ingenting: Det åpnes igjen når ordren er sendt.',
  },
  'rule.refund_not_sent': {
    title: 'Refusjonen ble ikke sendt',
    cause: 'Refusjonen som dette hører til, ble ikke sendt.',
    remedy: 'Ingenting: Det åpnes igjen når refusjonen er sendt.',
  },
  'rule.order_back': {
    title: 'Ordren er tilbake i butikken',
    cause: 'Ordren var kansellert, og er tilbake i butikken før dokumentet ble trukket tilbake.',
    remedy: 'Ingenting: Dokumentet blir stående, og trekkes tilbake hvis ordren kanselleres igjen.',
  },
  'rule.forgotten': {
    title: 'Innholdet var allerede slettet',
    cause: 'Innholdet i ordren ble slettet da fristen var ute, før det var bruk for dette.',
    remedy: 'Ingenting; eller lagre ordren i butikken: Da kommer den igjen med innholdet sitt.',
  },
  'rule.not_supported': {
    title: 'Må gjøres for hånd',
    cause: 'Kontor gjør ikke dette i systemet.',
    remedy: 'Gjør det der for hånd.',
  },
  'rule.not_supported:cancelled_again': {
    title: 'Kansellert igjen etter at den kom tilbake',
    cause: 'Ordren kom tilbake etter at dokumentet var trukket tilbake, og ble så kansellert en gang til.',
    remedy: 'Hvis den i mellomtiden er lagt inn for hånd i {target}, slett eller krediter den der.',
  },
  'rule.not_supported:payment': {
    title: 'En ført betaling er endret',
    cause:
      'En betaling for ordren var ført, og så trakk butikken den tilbake eller endret den. En ført betaling kan ikke redigeres.',
    remedy: 'Sammenlign ordren med dokumentet i {target}, og rett eller reverser det der om nødvendig.',
  },
  'rule.not_supported:refund_deleted': {
    title: 'En kreditert refusjon er slettet',
    cause: 'Refusjon {refund} ble slettet i butikken etter at kreditnotaen var laget.',
    remedy: 'Slett kladden til kreditnotaen i {target}, eller fakturer beløpet på nytt for hånd hvis den alt er sendt.',
  },
  'rule.not_supported:order_back': {
    title: 'Ordren er tilbake etter at dokumentet ble trukket tilbake',
    cause: 'Ordren er tilbake i butikken etter at dokumentet var slettet eller kreditert i {target}.',
    remedy: 'Legg inn ordren for hånd i {target}.',
  },
  'rule.not_supported:kind': {
    title: 'Må endres for hånd i {target}',
    cause:
      'Ordren ble endret i butikken etter at dokumentet var sendt, og Kontor lager ikke {kind, select, amendment {endringer} cancellation {kanselleringer} refund {kreditnotaer} payment {betalinger} other {dokumenter av typen {kind}}} i {target}.',
    remedy: 'Endre eller slett dokumentet for hånd i {target}.',
  },
  'rule.not_supported:elsewhere': {
    title: 'Må føres for hånd i {target}',
    cause:
      'Dokumentet for {needed, select, refund {refusjonen} other {ordren}} er håndtert et annet sted, så Kontor kan ikke knytte {kind, select, amendment {en endring} cancellation {en kansellering} refund {en kreditnota} payment {en betaling} other {et nytt dokument}} til det.',
    remedy:
      'Før {kind, select, amendment {endringen} cancellation {kanselleringen} refund {kreditnotaen} payment {betalingen} other {dokumentet}} for hånd i {target}.',
  },
} as const satisfies Translated<typeof english>;
