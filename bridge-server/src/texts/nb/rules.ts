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
    cause: 'Ordren er et utkast eller en testordre. Slike ordrer forlater aldri butikken.',
    remedy: 'Ingenting: Den sendes når den er lagt inn.',
  },
  'rule.source': {
    title: 'Fra en kilde som koblingen ikke tar imot',
    cause: 'Koblingen tar ikke imot ordrer fra kilden som denne kommer fra.',
    remedy: {
      screen: 'Skal den sendes, legg til denne kilden i koblingen.',
      commandLine: 'Skal den sendes, legg til denne kilden med: kontor connection change --sources.',
    },
  },
  'rule.function_off': {
    title: 'Koblingen sender ikke slike dokumenter',
    cause: 'Koblingen sender ikke dokumenter av denne typen: Funksjonen er slått av.',
    remedy: functions,
  },
  'rule.function_off:cancellations': {
    title: 'Må kanselleres for hånd i {target}',
    cause:
      'Ordren ble kansellert i butikken etter at dokumentet var sendt, men koblingen er satt opp til ikke å kansellere dokumenter.',
    remedy: {
      screen:
        'Slett eller krediter dokumentet for hånd i {target}. Eller slå på kanselleringer under «Koblinger» og velg «Send nå».',
      commandLine:
        'Slett eller krediter dokumentet for hånd i {target}. Eller slå på funksjonen cancellations, og så: kontor send.',
    },
  },
  'rule.refunded_in_full': {
    title: 'Refundert i sin helhet før den ble sendt',
    cause: 'Ordren ble refundert i sin helhet før den ble sendt.',
    remedy: nothing,
  },
  'rule.status': {
    title: 'Ordrer med denne statusen sendes ikke',
    cause: 'Statusen til ordren er ikke blant dem koblingen sender.',
    remedy: {
      screen: 'Ingenting: Ordren sendes når den får en slik status. Du velger statusene under «Koblinger».',
      commandLine:
        'Ingenting: Ordren sendes når den får en slik status. Velg statusene med: kontor connection change --statuses.',
    },
  },
  'rule.before_active': {
    title: 'Eldre enn koblingen',
    cause: 'Ordren ble opprettet før koblingen ble aktiv.',
    remedy: {
      screen: 'Skal den sendes, velg «Send nå», eller velg en tidligere dato under «Koblinger».',
      commandLine:
        'Skal den sendes: kontor send. For alle slike ordrer setter du en tidligere dato med: kontor connection change --active-from.',
    },
  },
  'rule.zero_total': {
    title: 'Ordren er på 0',
    cause: 'Ordren er på 0, og koblingen sender ikke slike ordrer.',
    remedy: {
      screen: 'Skal slike ordrer sendes, tillat det under «Koblinger».',
      commandLine: 'Skal slike ordrer sendes, tillat det med: kontor connection change --zero-total.',
    },
  },
  'rule.no_account': {
    title: 'Betalingsmåten har ingen konto',
    cause: 'Betalingsmåten har ingen konto i innstillingene for koblingen.',
    remedy: 'Skal betalingene bokføres, gi betalingsmåten en konto under «Betalinger» i innstillingene for koblingen.',
  },
  'rule.connection_removed': {
    title: 'Koblingen er fjernet',
    cause: 'Koblingen ble fjernet før noe av dokumentet var sendt.',
    remedy: {
      screen: 'Skal det sendes, koble til det samme firmaet på nytt.',
      commandLine: 'Skal det sendes, legg til det samme firmaet på nytt med: kontor connection add.',
    },
  },
  'rule.order_not_sent': {
    title: 'Ordren ble ikke sendt',
    cause: 'Dette dokumentet hører til en ordre som ikke ble sendt.',
    remedy: 'Ingenting: Det går videre når ordren er sendt.',
  },
  'rule.refund_not_sent': {
    title: 'Refusjonen ble ikke sendt',
    cause: 'Dette dokumentet hører til en refusjon som ikke ble sendt.',
    remedy: 'Ingenting: Det går videre når refusjonen er sendt.',
  },
  'rule.order_back': {
    title: 'Ordren er ikke lenger kansellert',
    cause: 'Ordren var kansellert, men ble gjenopprettet i butikken før dokumentet var trukket tilbake.',
    remedy: 'Ingenting: Dokumentet blir stående. Det trekkes tilbake hvis ordren kanselleres igjen.',
  },
  'rule.forgotten': {
    title: 'Innholdet i ordren var allerede slettet',
    cause: 'Innholdet i ordren ble slettet da fristen var ute, før det var bruk for dette dokumentet.',
    remedy: 'Ingenting. Trengs dokumentet, lagre ordren i butikken: Da kommer innholdet tilbake.',
  },
  'rule.not_supported': {
    title: 'Må gjøres for hånd',
    cause: 'Kontor kan ikke gjøre dette i systemet.',
    remedy: 'Gjør det der for hånd.',
  },
  'rule.not_supported:cancelled_again': {
    title: 'Kansellert igjen etter at den ble gjenopprettet',
    cause: 'Ordren ble gjenopprettet i butikken etter at dokumentet var trukket tilbake, og så kansellert en gang til.',
    remedy: 'Hvis ordren i mellomtiden er lagt inn for hånd i {target}, slett eller krediter den der.',
  },
  'rule.not_supported:payment': {
    title: 'En bokført betaling er endret',
    cause:
      'En betaling for ordren var bokført. Etter det trakk butikken betalingen tilbake eller endret den. En bokført betaling kan ikke redigeres.',
    remedy: 'Sammenlign ordren med bilaget i {target}. Rett eller reverser bilaget der om nødvendig.',
  },
  'rule.not_supported:refund_deleted': {
    title: 'En kreditert refusjon er slettet',
    cause: 'Refusjon {refund} ble slettet i butikken etter at kreditnotaen var laget.',
    remedy:
      'Slett kladden til kreditnotaen i {target}. Er kreditnotaen allerede sendt, fakturer beløpet på nytt for hånd.',
  },
  'rule.not_supported:order_back': {
    title: 'Ordren ble gjenopprettet etter at dokumentet ble trukket tilbake',
    cause: 'Ordren ble gjenopprettet i butikken etter at dokumentet var slettet eller kreditert i {target}.',
    remedy: 'Legg inn ordren for hånd i {target}.',
  },
  'rule.not_supported:kind': {
    title: 'Må endres for hånd i {target}',
    cause:
      'Ordren ble endret i butikken etter at dokumentet var sendt, og Kontor lager ikke {kind, select, amendment {endringer} cancellation {kanselleringer} refund {kreditnotaer} payment {betalinger} other {dokumenter av typen {kind}}} i {target}.',
    remedy: 'Endre eller slett dokumentet for hånd i {target}.',
  },
  'rule.not_supported:elsewhere': {
    title: 'Må bokføres for hånd i {target}',
    cause:
      'Dokumentet for {needed, select, refund {refusjonen} other {ordren}} er håndtert et annet sted, så Kontor kan ikke knytte {kind, select, amendment {en endring} cancellation {en kansellering} refund {en kreditnota} payment {en betaling} other {et nytt dokument}} til det.',
    remedy:
      'Bokfør {kind, select, amendment {endringen} cancellation {kanselleringen} refund {kreditnotaen} payment {betalingen} other {dokumentet}} for hånd i {target}.',
  },
} as const satisfies Translated<typeof english>;
