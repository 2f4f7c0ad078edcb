import type { personTexts as english } from '../en/person.ts';
import type { Translated } from '../text.ts';

const stands =
  'Dokumentet {state, select, waiting {venter} sending {sendes nå} in_doubt {kontrolleres nå} handed_over {er hos kontoret} blocked {må avklares} done {er ferdig} other {er lukket}} ({reason}).';
const look = { screen: 'Se hvordan det står nå.', commandLine: 'Se på det med: kontor show.' } as const;
const lookAgain = {
  screen: 'Se hvordan det står nå, og gjør det igjen hvis det fortsatt gjelder.',
  commandLine: 'Se på det med: kontor show; gjør det igjen hvis det fortsatt gjelder.',
} as const;
const replay = {
  screen: 'Er dokumentet borte fra systemet, velg «Lag på nytt»: Det letes etter det først.',
  commandLine: 'Er dokumentet borte fra systemet, la det letes etter med: kontor replay.',
} as const;
const begun = {
  screen: 'Noe av det kan være i systemet. Se etter der; det som er ordnet der, regnes som «Håndtert et annet sted».',
  commandLine: 'Noe av det kan være i systemet. Se etter der; det som er ordnet der, lukkes med: kontor elsewhere.',
} as const;
const listTransfers = {
  screen: 'Last siden på nytt for å se hva som finnes.',
  commandLine: 'List dem med: kontor transfers.',
} as const;
const listTasks = {
  screen: 'Last siden på nytt for å se hva som er åpent.',
  commandLine: 'List de åpne med: kontor tasks.',
} as const;

const cannot = {
  retry: 'Det kan ikke prøves på nytt nå',
  elsewhere: 'Det er allerede ferdig',
  absent: 'Det er ikke noe uavklart her',
  accept: 'Det er ikke noe avvik å godta',
  cancel: 'Det kan ikke stoppes nå',
  send: 'Det kan ikke sendes nå',
  replay: 'Det kan ikke letes etter nå',
} as const;
const retryCause = `${stands} Bare det som venter, må avklares eller er hos kontoret, kan prøves på nytt.`;
const cancelCause = `${stands} Bare det som venter eller må avklares, og som ikke er påbegynt, kan stoppes.`;
const sendCause = `${stands} Bare det som venter, eller ble lukket før noe var påbegynt, kan sendes.`;
const replayCause = `${stands} Bare det som er ferdig, eller ble lukket etter at noe var påbegynt, kan letes etter.`;
const askInItsWay = {
  screen:
    'Velg «Prøv igjen»: Systemet spørres på sin egen måte. Eller ordne det der for hånd og velg «Håndtert et annet sted».',
  commandLine:
    'La systemet bli spurt på sin egen måte med: kontor retry {id}; eller ordne det der for hånd, og så: kontor elsewhere {id}.',
} as const;

/** Why what a person says of a document does not hold now. */
export const personTexts = {
  'transfer.unknown': {
    title: 'Dokumentet finnes ikke',
    cause: 'Butikken har ikke noe dokument med internt nummer {id}.',
    remedy: listTransfers,
  },
  'transfer.moved': {
    title: 'Det gikk nettopp videre',
    cause: 'Broen begynte på dokumentet akkurat nå.',
    remedy: lookAgain,
  },
  'transfer.moved:meanwhile': {
    title: 'Det gikk nettopp videre',
    cause: 'Det gikk videre mens systemet ble spurt.',
    remedy: lookAgain,
  },
  'transfer.not_now:retry': { title: cannot.retry, cause: retryCause, remedy: look },
  'transfer.not_now:retry_closed': {
    title: cannot.retry,
    cause: retryCause,
    remedy: {
      screen: 'Velg «Send nå» for å få det sendt likevel; eller «Lag på nytt» hvis noe var påbegynt.',
      commandLine:
        'Få det sendt likevel med: kontor send; eller let etter det med kontor replay hvis noe var påbegynt.',
    },
  },
  'transfer.not_now:retry_done': { title: cannot.retry, cause: retryCause, remedy: replay },
  'transfer.not_now:elsewhere': {
    title: cannot.elsewhere,
    cause: `${stands} Bare det som ikke er ferdig, kan håndteres et annet sted.`,
    remedy: look,
  },
  'transfer.not_now:absent': {
    title: cannot.absent,
    cause: `${stands} Bare om det som venter på grunn av en uklarhet (doubt.*), kan man si at det ikke er der.`,
    remedy: look,
  },
  'transfer.not_now:found': {
    title: cannot.absent,
    cause: `${stands} Bare om det som venter på grunn av en uklarhet (doubt.*), kan man si at det er der.`,
    remedy: look,
  },
  'transfer.not_now:accept': {
    title: cannot.accept,
    cause: `${stands} Bare et dokument som avviker fra ordren (refused.document_differs), kan godtas.`,
    remedy: look,
  },
  'transfer.not_now:cancel': { title: cannot.cancel, cause: cancelCause, remedy: look },
  'transfer.not_now:cancel_sending': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy: 'Det sendes nå. Kanseller ordren i butikken når det er ferdig: Da trekkes dokumentet tilbake.',
  },
  'transfer.not_now:cancel_in_doubt': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy:
      'Vent til det er kjent om dokumentet er der. Er det der, kanseller ordren i butikken: Da trekkes dokumentet tilbake.',
  },
  'transfer.not_now:cancel_done': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy:
      'Kanseller ordren i butikken, eller slett refusjonen der: Da trekker Kontor dokumentet tilbake, eller sier hva som må gjøres for hånd.',
  },
  'transfer.not_now:cancel_begun': { title: cannot.cancel, cause: cancelCause, remedy: begun },
  'transfer.not_now:cancel_closed': {
    title: cannot.cancel,
    cause: cancelCause,
    remedy: 'Det sendes ikke noe mer av det, så det er ingenting å stoppe.',
  },
  'transfer.not_now:send': { title: cannot.send, cause: sendCause, remedy: look },
  'transfer.not_now:send_done': { title: cannot.send, cause: sendCause, remedy: replay },
  'transfer.not_now:send_closed': {
    title: cannot.send,
    cause: sendCause,
    remedy: {
      screen: 'Noe av det var påbegynt. Velg «Lag på nytt»: Det letes etter det først.',
      commandLine: 'Noe av det var påbegynt. La det letes etter først med: kontor replay.',
    },
  },
  'transfer.not_now:send_blocked': {
    title: cannot.send,
    cause: sendCause,
    remedy: {
      screen: 'Gjør det som står ved siden av, og velg «Prøv igjen».',
      commandLine: 'Gjør det som står som løsning, og så: kontor retry.',
    },
  },
  'transfer.not_now:replay': { title: cannot.replay, cause: replayCause, remedy: look },
  'transfer.not_now:replay_closed': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen: 'Det ble aldri påbegynt noe, så det er ingenting å lete etter. Velg «Send nå».',
      commandLine: 'Det ble aldri påbegynt noe, så det er ingenting å lete etter. Få det sendt med: kontor send.',
    },
  },
  'transfer.not_now:replay_waiting': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen: 'Det går videre av seg selv; med en gang med «Prøv igjen».',
      commandLine: 'Det går videre av seg selv; med en gang med: kontor retry.',
    },
  },
  'transfer.not_now:replay_blocked': {
    title: cannot.replay,
    cause: replayCause,
    remedy: {
      screen: 'Gjør det som står ved siden av, og velg «Prøv igjen». Det som er uavklart, spørres det om først.',
      commandLine: 'Gjør det som står som løsning, og så: kontor retry. Det som er uavklart, spørres det om først.',
    },
  },
  'transfer.connection_removed': {
    title: 'Koblingen er fjernet',
    cause: 'Koblingen for dette dokumentet er fjernet.',
    remedy: 'Legg til koblingen igjen; det reglene sier, sendes da av seg selv.',
  },
  'transfer.called_off': {
    title: 'Kansellert i butikken',
    cause:
      'Butikken har kansellert eller slettet {what, select, refund {refusjonen} payment {betalingen} other {ordren}}.',
    remedy: 'Skal den finnes likevel, gjenopprett den i butikken; da sendes den av seg selv.',
  },
  'transfer.not_called_off': {
    title: 'Ordren er ikke kansellert',
    cause: 'Her skal et dokument trekkes tilbake, men ordren er ikke kansellert i butikken.',
    remedy: 'Kanseller ordren i butikken hvis dokumentet skal bort.',
  },
  'transfer.ruled_out': {
    title: 'Ordren er ikke lagt inn ennå',
    cause: 'Ordren er et utkast eller en uferdig handel i butikken ({reason}); slikt kan ingen få sendt.',
    remedy: 'Legg inn ordren i butikken; da sendes den av seg selv.',
  },
  'transfer.needs_another': {
    title: 'Et annet dokument må sendes først',
    cause:
      '{kind, select, amendment {Endringen} cancellation {Kanselleringen} refund {Kreditnotaen} payment {Betalingen} other {Dokumentet}} hører til {needed, select, refund {en refusjon} other {en ordre}} som ikke er i systemet ({reason}).',
    remedy: {
      screen: 'Send {needed, select, refund {refusjonen} other {ordren}} først.',
      commandLine: 'Få {needed, select, refund {refusjonen} other {ordren}} sendt først med: kontor send.',
    },
  },
  'transfer.needs_another:elsewhere': {
    title: 'Det det hører til, er håndtert et annet sted',
    cause:
      'Dokumentet for {needed, select, refund {refusjonen} other {ordren}} er håndtert et annet sted, så Kontor kan ikke knytte {kind, select, amendment {endringen} cancellation {kanselleringen} refund {kreditnotaen} payment {betalingen} other {dokumentet}} til det.',
    remedy:
      'Før {kind, select, amendment {endringen} cancellation {kanselleringen} refund {kreditnotaen} payment {betalingen} other {dokumentet}} for hånd i systemet, og si at det er håndtert et annet sted.',
  },
  'transfer.lane_sending': {
    title: 'Et annet dokument for ordren sendes nå',
    cause: 'Et annet dokument for den samme ordren sendes akkurat nå.',
    remedy: 'Gjør det igjen om et minutt.',
  },
  'transfer.not_looked_for': {
    title: 'Kontor kan ikke lete etter det',
    cause: 'Kontoret har hentet dokumentet selv, så Kontor kan ikke lete etter det der.',
    remedy: 'Let etter {key} der. Mangler det, legg det inn for hånd.',
  },
  'transfer.taken_back': {
    title: 'Dokumentet er trukket tilbake',
    cause:
      'Dokumentet er trukket tilbake, eller ordren er endret slik at noen måtte gjøre det: Det må ikke lages på nytt.',
    remedy: {
      screen: 'Se på de andre dokumentene for ordren. Det som mangler i systemet, legges inn der for hånd.',
      commandLine:
        'Se på dokumentene for ordren med: kontor transfers. Det som mangler i systemet, legges inn der for hånd.',
    },
  },

  'found.absent': {
    title: 'Det finnes ikke noe slikt dokument',
    cause: '{because}',
    remedy: {
      screen: 'Sjekk nummeret. Er dokumentet ikke der, velg «Det er ikke der».',
      commandLine: 'Sjekk nummeret. Er dokumentet ikke der, si det: kontor absent {id}.',
    },
  },
  'found.unlike': {
    title: 'Det er et annet dokument',
    cause: '{because}',
    remedy: 'Oppgi nummeret på dokumentet som ble laget av denne ordren.',
  },
  'found.not_askable': { title: 'Systemet kan ikke spørres om det', cause: '{because}', remedy: askInItsWay },
  'found.not_askable:by_number': {
    title: 'Systemet kan ikke spørres om det',
    cause: '{target} kan ikke spørres etter nummeret på et dokument.',
    remedy: askInItsWay,
  },
  'found.unanswered': {
    title: 'Systemet svarer ikke',
    cause: '{because}',
    remedy: 'Gjør det igjen når systemet svarer.',
  },
  'found.unanswered:fault': {
    title: 'Systemet kunne ikke spørres',
    cause: 'Systemet kunne ikke spørres: {said}',
    remedy: 'Gjør det igjen senere. Fortsetter det, si fra til den som drifter broen.',
  },
  'found.taken': {
    title: 'Dokument {number} hører til en annen ordre',
    cause:
      'Dokument {number} hører allerede til ordre {order} ({kind, select, amendment {endring} cancellation {kansellering} refund {kreditnota} payment {betaling} other {ordre}}, internt nummer {other}).',
    remedy: {
      screen: 'Se på begge, og oppgi nummeret på det riktige dokumentet.',
      commandLine: 'Se på begge med kontor show, og oppgi nummeret på det riktige dokumentet.',
    },
  },
  'found.total_differs': {
    title: 'Dokument {number} har en annen sum',
    cause: 'Dokument {number} er på {found}, men {expected} er ventet.',
    remedy: {
      screen:
        'Oppgi nummeret på riktig dokument, rett summen i systemet, eller ordne det der for hånd og velg «Håndtert et annet sted».',
      commandLine:
        'Oppgi nummeret på riktig dokument, rett summen i systemet, eller ordne det der for hånd, og så: kontor elsewhere {id}.',
    },
  },

  'task.unknown': { title: 'Oppgaven finnes ikke', cause: 'Butikken har ingen oppgave {id}.', remedy: listTasks },
  'task.ended': {
    title: 'Oppgaven er avsluttet',
    cause:
      'Oppgave {id} er avsluttet: {state, select, done {noen har gjort eller avgjort den} expired {fristen er ute} other {ingen trenger den lenger}}{by, select, none {} other { ({by})}}.',
    remedy: listTasks,
  },
  'task.nothing_to_decide': {
    title: 'Det er ingenting å avgjøre',
    cause: 'Oppgave {id} ber ikke om noen avgjørelse: {because}',
    remedy: {
      screen: 'Gjør det den sier, og si at det er gjort.',
      commandLine: 'Gjør det som står som løsning, og så: kontor task done {id}.',
    },
  },
  'task.no_such_option': {
    title: 'Dette valget finnes ikke',
    cause: '«{option}» er ikke blant valgene i oppgave {id}: {options}.',
    remedy: {
      screen: 'Last siden på nytt og velg et av valgene som vises.',
      commandLine: 'Se dem med: kontor task show {id}.',
    },
  },
  'task.needs_decision': {
    title: 'Det trengs en avgjørelse',
    cause: 'Oppgave {id} ber om en avgjørelse, og ordrer venter på den: {because}',
    remedy: {
      screen: 'Velg ett av alternativene.',
      commandLine: 'Avgjør den med kontor task decide; valgene vises med: kontor task show {id}.',
    },
  },
  'task.nothing_assigned': {
    title: 'Ingenting er tildelt',
    cause: 'Verken en person eller et tidspunkt er oppgitt.',
    remedy: 'Oppgi en person, et tidspunkt (due eller expires), eller flere av dem.',
  },
  'task.cannot_expire': {
    title: 'Et spørsmål utløper ikke',
    cause: 'Oppgave {id} ber om en avgjørelse, og ordrer venter på den.',
    remedy: { screen: 'Avgjør den.', commandLine: 'Avgjør den med: kontor task decide {id}.' },
  },

  'bulk.too_wide': {
    title: 'Det ville være alle',
    cause: 'Verken en tilstand eller en grunn er oppgitt, så det gjelder alle dokumenter.',
    remedy: 'Oppgi en tilstand, en grunn, eller begge.',
  },
  'bulk.by_reason_only': {
    title: 'Noen har lukket dette',
    cause: 'Noen har lukket det med vilje ({reason}).',
    remedy: {
      screen: 'Send det for seg selv hvis det skal sendes likevel.',
      commandLine: 'Send det for seg selv, eller oppgi grunnen med: --reason {reason}.',
    },
  },
  'bulk.broke_off': {
    title: 'Det brøt av',
    cause: '{said} {visited, number} ble behandlet.',
    remedy: { screen: 'Fortsett der det brøt av.', commandLine: 'Fortsett med: --after {after}.' },
  },
} as const satisfies Translated<typeof english>;
