import type { personTexts as english } from '../en/person.ts';
import type { Translated } from '../text.ts';

const stands =
  'Dokumentet {state, select, waiting {venter} sending {sendes nå} in_doubt {kontrolleres nå} handed_over {er hos kontoret} blocked {må avklares} done {er ferdig} other {er lukket}} ({reason}).';
const look = {
  screen: 'Se hvordan det står til med dokumentet nå.',
  commandLine: 'Se hvordan det står til med dokumentet: kontor show.',
} as const;
const lookAgain = {
  screen: 'Se hvordan det står til med dokumentet nå, og prøv igjen hvis du fortsatt vil.',
  commandLine: 'Se hvordan det står til med dokumentet: kontor show. Prøv igjen hvis du fortsatt vil.',
} as const;
const replay = {
  screen: 'Er dokumentet borte fra systemet, velg «Lag på nytt». Kontor leter etter det først.',
  commandLine: 'Er dokumentet borte fra systemet: kontor replay. Kontor leter etter det først.',
} as const;
const begun = {
  screen:
    'Deler av dokumentet kan være i systemet. Se etter der og ordne det for hånd, og velg så «Håndtert et annet sted».',
  commandLine: 'Deler av dokumentet kan være i systemet. Se etter der og ordne det for hånd, og så: kontor elsewhere.',
} as const;
const listTransfers = {
  screen: 'Last siden på nytt for å se hva som finnes.',
  commandLine: 'List dokumentene med: kontor transfers.',
} as const;
const listTasks = {
  screen: 'Last siden på nytt for å se hva som er åpent.',
  commandLine: 'List de åpne oppgavene med: kontor tasks.',
} as const;

const cannot = {
  retry: 'Dokumentet kan ikke prøves på nytt nå',
  elsewhere: 'Dokumentet er allerede ferdig',
  absent: 'Det er ikke noe uavklart her',
  accept: 'Det er ikke noe avvik å godta',
  cancel: 'Dokumentet kan ikke stoppes nå',
  send: 'Dokumentet kan ikke sendes nå',
  replay: 'Dokumentet kan ikke letes etter nå',
} as const;
const retryCause = `${stands} Bare et dokument som venter, må avklares eller er hos kontoret, kan prøves på nytt.`;
const cancelCause = `${stands} Bare et dokument som venter eller må avklares, og som ingenting er sendt av, kan stoppes.`;
const sendCause = `${stands} Bare et dokument som venter, eller som ble lukket før noe av det var sendt, kan sendes.`;
const replayCause = `${stands} Bare et dokument som er ferdig, eller som ble lukket etter at noe av det var sendt, kan letes etter.`;
const askInItsWay = {
  screen:
    'Velg «Prøv igjen»: Kontor spør da systemet på en annen måte. Eller ordne det der for hånd og velg «Håndtert et annet sted».',
  commandLine:
    'Kjør kontor retry {id}: Kontor spør da systemet på en annen måte. Eller ordne det der for hånd, og så: kontor elsewhere {id}.',
} as const;

/** Why the bridge cannot do what a person wants with a document or a task now. */
export const personTexts = {
  'transfer.unknown': {
    title: 'Dokumentet finnes ikke',
    cause: 'Butikken har ikke noe dokument med internt nummer {id}.',
    remedy: listTransfers,
  },
  'transfer.moved': {
    title: 'Dokumentet gikk nettopp videre',
    cause: 'Broen begynte på dokumentet akkurat nå.',
    remedy: lookAgain,
  },
  'transfer.moved:meanwhile': {
    title: 'Dokumentet gikk nettopp videre',
    cause: 'Dokumentet gikk videre mens Kontor spurte systemet.',
    remedy: lookAgain,
  },
  'transfer.not_now:retry': { title: cannot.retry, cause: retryCause, remedy: look },
  'transfer.not_now:retry_closed': {
    title: cannot.retry,
    cause: retryCause,
    remedy: {
      screen: 'Skal det sendes likevel, velg «Send nå». Er noe av det allerede sendt, velg «Lag på nytt».',
      commandLine: 'Skal det sendes likevel: kontor send. Er noe av det allerede sendt: kontor replay.',
    },
  },
  'transfer.not_now:retry_done': { title: cannot.retry, cause: retryCause, remedy: replay },
  'transfer.not_now:elsewhere': {
    title: cannot.elsewhere,
    cause: `${stands} Bare et dokument som ikke er ferdig, kan merkes som håndtert et annet sted.`,
    remedy: look,
  },
  'transfer.not_now:absent': {
    title: cannot.absent,
    cause: `${stands} «Det er ikke der» gjelder bare et dokument der det er uklart om det finnes (doubt.*).`,
    remedy: look,
  },
  'transfer.not_now:found': {
    title: cannot.absent,
    cause: `${stands} «Det er der» gjelder bare et dokument der det er uklart om det finnes (doubt.*).`,
    remedy: look,
  },
  'transfer.not_now:accept': {
    title: cannot.accept,
    cause: `${stands} Et avvik kan bare godtas for et dokument som avviker fra ordren (refused.document_differs).`,
    remedy: look,
  },
  'transfer.not_now:cancel': { title: cannot.cancel, cause: cancelCause, remedy: look },
  'transfer.not_now:cancel_sending': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy:
      'Dokumentet sendes nå. Kanseller ordren i butikken når det er ferdig: Kontor trekker da dokumentet tilbake.',
  },
  'transfer.not_now:cancel_in_doubt': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy:
      'Vent til det er kjent om dokumentet er i systemet. Er det der, kanseller ordren i butikken: Kontor trekker da dokumentet tilbake.',
  },
  'transfer.not_now:cancel_done': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy:
      'Kanseller ordren i butikken, eller slett refusjonen der. Kontor trekker da dokumentet tilbake, eller sier hva som må gjøres for hånd.',
  },
  'transfer.not_now:cancel_begun': { title: cannot.cancel, cause: cancelCause, remedy: begun },
  'transfer.not_now:cancel_closed': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy: 'Ingenting: Dokumentet blir ikke sendt.',
  },
  'transfer.not_now:send': { title: cannot.send, cause: sendCause, remedy: look },
  'transfer.not_now:send_done': { title: cannot.send, cause: sendCause, remedy: replay },
  'transfer.not_now:send_closed': {
    title: cannot.send,
    cause: sendCause,
    remedy: {
      screen: 'Noe av dokumentet er allerede sendt. Velg «Lag på nytt»: Kontor leter etter det først.',
      commandLine: 'Noe av dokumentet er allerede sendt. Bruk kontor replay: Kontor leter etter det først.',
    },
  },
  'transfer.not_now:send_blocked': {
    title: cannot.send,
    cause: sendCause,
    remedy: {
      screen: 'Gjør det som står som løsning for dokumentet, og velg «Prøv igjen».',
      commandLine: 'Gjør det som står som løsning for dokumentet, og så: kontor retry.',
    },
  },
  'transfer.not_now:replay': { title: cannot.replay, cause: replayCause, remedy: look },
  'transfer.not_now:replay_closed': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen: 'Ingenting av dokumentet er sendt, så det er ingenting å lete etter. Velg «Send nå».',
      commandLine: 'Ingenting av dokumentet er sendt, så det er ingenting å lete etter. Send det med: kontor send.',
    },
  },
  'transfer.not_now:replay_waiting': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen: 'Dokumentet går videre av seg selv. Skal det gå videre med en gang, velg «Prøv igjen».',
      commandLine: 'Dokumentet går videre av seg selv. Skal det gå videre med en gang: kontor retry.',
    },
  },
  'transfer.not_now:replay_blocked': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen:
        'Gjør det som står som løsning for dokumentet, og velg «Prøv igjen». Er noe uavklart, spør Kontor systemet først.',
      commandLine:
        'Gjør det som står som løsning for dokumentet, og så: kontor retry. Er noe uavklart, spør Kontor systemet først.',
    },
  },
  'transfer.connection_removed': {
    title: 'Koblingen er fjernet',
    cause: 'Koblingen for dette dokumentet er fjernet.',
    remedy: 'Legg til koblingen igjen. Kontor sender da av seg selv det reglene sier.',
  },
  'transfer.called_off': {
    title: 'Kansellert i butikken',
    cause:
      'Butikken har kansellert eller slettet {what, select, refund {refusjonen} payment {betalingen} other {ordren}}.',
    remedy: 'Skal det sendes likevel, gjenopprett det i butikken. Kontor sender det da av seg selv.',
  },
  'transfer.not_called_off': {
    title: 'Ordren er ikke kansellert',
    cause: 'Her ville et dokument bli trukket tilbake, men ordren er ikke kansellert i butikken.',
    remedy: 'Skal dokumentet trekkes tilbake, kanseller ordren i butikken.',
  },
  'transfer.ruled_out': {
    title: 'Ordren er ikke lagt inn ennå',
    cause: 'Ordren er et utkast eller en testordre i butikken ({reason}). Slike ordrer sender Kontor aldri.',
    remedy: 'Legg inn ordren i butikken. Da sendes den av seg selv.',
  },
  'transfer.needs_another': {
    title: 'Et annet dokument må sendes først',
    cause:
      '{kind, select, amendment {Endringen} cancellation {Kanselleringen} refund {Kreditnotaen} payment {Betalingen} other {Dokumentet}} hører til {needed, select, refund {en refusjon} other {en ordre}} som ikke er i systemet ({reason}).',
    remedy: {
      screen: 'Send {needed, select, refund {refusjonen} other {ordren}} først.',
      commandLine: 'Send {needed, select, refund {refusjonen} other {ordren}} først med: kontor send.',
    },
  },
  'transfer.needs_another:elsewhere': {
    title: 'Dokumentet det hører til, er håndtert et annet sted',
    cause:
      'Dokumentet for {needed, select, refund {refusjonen} other {ordren}} er håndtert et annet sted, så Kontor kan ikke knytte {kind, select, amendment {endringen} cancellation {kanselleringen} refund {kreditnotaen} payment {betalingen} other {dokumentet}} til det.',
    remedy:
      'Bokfør {kind, select, amendment {endringen} cancellation {kanselleringen} refund {kreditnotaen} payment {betalingen} other {dokumentet}} for hånd i systemet, og merk det som håndtert et annet sted.',
  },
  'transfer.lane_sending': {
    title: 'Et annet dokument for ordren sendes nå',
    cause: 'Et annet dokument for den samme ordren sendes akkurat nå.',
    remedy: 'Prøv igjen om et minutt.',
  },
  'transfer.not_looked_for': {
    title: 'Kontor kan ikke lete etter dokumentet',
    cause: 'Kontoret har hentet dokumentet selv, så Kontor kan ikke lete etter det der.',
    remedy: 'Let etter {key} i systemet. Mangler dokumentet, legg det inn for hånd.',
  },
  'transfer.taken_back': {
    title: 'Dokumentet er trukket tilbake',
    cause:
      'Dokumentet er trukket tilbake, eller noen måtte trekke det tilbake etter en endring av ordren. Det må ikke lages på nytt.',
    remedy: {
      screen: 'Se på de andre dokumentene for ordren. Mangler noe i systemet, legg det inn der for hånd.',
      commandLine:
        'Se på de andre dokumentene for ordren med: kontor transfers. Mangler noe i systemet, legg det inn der for hånd.',
    },
  },

  'found.absent': {
    title: 'Det finnes ikke noe slikt dokument',
    cause: '{because}',
    remedy: {
      screen: 'Sjekk nummeret. Er dokumentet ikke i systemet, velg «Det er ikke der».',
      commandLine: 'Sjekk nummeret. Er dokumentet ikke i systemet: kontor absent {id}.',
    },
  },
  'found.unlike': {
    title: 'Dette er et annet dokument',
    cause: '{because}',
    remedy: 'Oppgi nummeret på dokumentet som ble laget av denne ordren.',
  },
  'found.not_askable': { title: 'Systemet kan ikke spørres etter nummeret', cause: '{because}', remedy: askInItsWay },
  'found.not_askable:by_number': {
    title: 'Systemet kan ikke spørres etter nummeret',
    cause: '{target} kan ikke spørres etter nummeret på et dokument.',
    remedy: askInItsWay,
  },
  'found.unanswered': {
    title: 'Systemet svarer ikke',
    cause: '{because}',
    remedy: 'Prøv igjen når systemet svarer.',
  },
  'found.unanswered:fault': {
    title: 'Systemet kunne ikke spørres',
    cause: 'Systemet kunne ikke spørres: {said}',
    remedy: 'Prøv igjen senere. Hvis det ikke hjelper, si fra til den som drifter broen.',
  },
  'found.taken': {
    title: 'Dokument {number} hører til en annen ordre',
    cause:
      'Dokument {number} hører allerede til ordre {order} ({kind, select, amendment {endring} cancellation {kansellering} refund {kreditnota} payment {betaling} other {ordre}}, internt nummer {other}).',
    remedy: {
      screen: 'Se på begge dokumentene, og oppgi nummeret på det riktige.',
      commandLine: 'Se på begge dokumentene med kontor show, og oppgi nummeret på det riktige.',
    },
  },
  'found.total_differs': {
    title: 'Dokument {number} har en annen sum',
    cause: 'Dokument {number} er på {found}, men {expected} er ventet.',
    remedy: {
      screen:
        'Oppgi nummeret på riktig dokument, eller rett summen i systemet. Eller ordne det der for hånd og velg «Håndtert et annet sted».',
      commandLine:
        'Oppgi nummeret på riktig dokument, eller rett summen i systemet. Eller ordne det der for hånd, og så: kontor elsewhere {id}.',
    },
  },

  'task.unknown': { title: 'Oppgaven finnes ikke', cause: 'Butikken har ingen oppgave {id}.', remedy: listTasks },
  'task.ended': {
    title: 'Oppgaven er avsluttet',
    cause:
      'Oppgave {id} er avsluttet: {state, select, done {noen har gjort eller avgjort den} expired {fristen er ute} other {den trengs ikke lenger}}{by, select, none {} other { ({by})}}.',
    remedy: listTasks,
  },
  'task.nothing_to_decide': {
    title: 'Det er ingenting å avgjøre',
    cause: 'Oppgave {id} ber ikke om noen avgjørelse: {because}',
    remedy: {
      screen: 'Gjør det som står i oppgaven, og velg «Jeg har gjort det».',
      commandLine: 'Gjør det som står som løsning i oppgaven, og så: kontor task done {id}.',
    },
  },
  'task.no_such_option': {
    title: 'Dette valget finnes ikke',
    cause: '«{option}» er ikke blant valgene i oppgave {id}: {options}.',
    remedy: {
      screen: 'Last siden på nytt og velg et av valgene som vises.',
      commandLine: 'Se valgene med: kontor task show {id}.',
    },
  },
  'task.needs_decision': {
    title: 'Det trengs en avgjørelse',
    cause: 'Oppgave {id} ber om en avgjørelse, og ordrer venter på den: {because}',
    remedy: {
      screen: 'Velg ett av valgene.',
      commandLine: 'Se valgene med kontor task show {id}. Så: kontor task decide {id} med ett av dem.',
    },
  },
  'task.nothing_assigned': {
    title: 'Ingenting er tildelt',
    cause: 'Verken en person, et tidspunkt eller en merknad er oppgitt.',
    remedy: 'Oppgi en person, et tidspunkt (due eller expires), en merknad, eller flere av dem.',
  },
  'task.cannot_expire': {
    title: 'Et spørsmål utløper ikke',
    cause: 'Oppgave {id} ber om en avgjørelse, og ordrer venter på den. En slik oppgave har ingen utløpsdato.',
    remedy: { screen: 'Avgjør den.', commandLine: 'Avgjør den med: kontor task decide {id}.' },
  },

  'bulk.too_wide': {
    title: 'Det ville gjelde alle dokumentene',
    cause: 'Verken en tilstand eller en grunn er oppgitt, så det ville gjelde alle dokumentene.',
    remedy: 'Oppgi en tilstand, en grunn, eller begge.',
  },
  'bulk.by_reason_only': {
    title: 'Noen har lukket dette dokumentet',
    cause: 'Noen har lukket dokumentet med vilje ({reason}).',
    remedy: {
      screen: 'Skal det sendes likevel, send det alene.',
      commandLine: 'Skal det sendes likevel, send det alene, eller oppgi grunnen med: --reason {reason}.',
    },
  },
  'bulk.broke_off': {
    title: 'Kjøringen ble avbrutt',
    cause: '{said} Til da var {visited, number} dokumenter behandlet.',
    remedy: { screen: 'Fortsett der det ble avbrutt.', commandLine: 'Fortsett med: --after {after}.' },
  },
} as const satisfies Translated<typeof english>;
