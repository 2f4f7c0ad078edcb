import type { peopleTexts as englishTexts, peopleWords as englishWords } from '../en/people.ts';
import type { Translated, TranslatedWords } from '../text.ts';

export const peopleTexts = {
  'person.unknown': {
    title: 'Ingen har dette nummeret',
    cause: 'Butikken har ingen {kind} med nummeret {number}.',
    remedy: {
      screen: 'Last siden på nytt.',
      commandLine: 'List dem opp med: kontor people --archived.',
    },
  },
  'person.ik_wrong': {
    title: 'IK-nummeret er feil',
    cause: '{ik} er ikke et tysk institusjonsnummer (IK): Det har ni sifre, og det siste er et kontrollsiffer.',
    remedy: 'Skriv inn IK slik det står på forsikringskortet eller i listen over forsikringer, eller utelat det.',
  },
  'person.ik_of_person': {
    title: 'Bare et partnerfirma har IK',
    cause: 'Et IK ble oppgitt, men det finnes ikke for {kind}. Bare forsikringer har et; de er partnerfirmaer.',
    remedy: 'Legg inn forsikringen blant partnerfirmaene, eller utelat IK.',
  },
  'person.line_unreadable': {
    title: 'Linjen kan ikke leses',
    cause: 'Linje {line} mangler nummer eller navn, eller et felt er for langt eller ikke det det skulle være.',
    remedy: 'Skriv den som nummer;navn eller som nummer;navn;{third}.',
  },
  'person.too_many_lines': {
    title: 'Listen er for lang',
    cause: 'Listen har flere enn {most, number} linjer.',
    remedy: 'Lagre den i flere deler.',
  },
  'task.new_order': {
    title: 'En ny ordre',
    cause: 'En ny ordre er klar for kontoret.',
    remedy: {
      screen: 'Se på den. Velg så «Jeg har gjort det».',
      commandLine: 'Se på den. Meld så oppgaven som gjort: kontor task done.',
    },
  },
  'task.not_reopened': {
    title: 'Oppgaven kan ikke åpnes igjen',
    cause: 'Oppgave {id} trengs ikke lenger, eller den samme oppgaven er åpen igjen som en annen.',
    remedy: {
      screen:
        'Last siden på nytt og se etter en åpen oppgave om den samme ordren. Er det ingen, velg «Prøv igjen» ved bilaget, hvis det trenger noen.',
      commandLine:
        'Se etter en åpen oppgave om den samme ordren med: kontor tasks. Er det ingen, prøv bilaget igjen med: kontor retry.',
    },
  },
} as const satisfies Translated<typeof englishTexts>;

export const peopleWords = {
  'person.kind.branch': 'filial',
  'person.kind.employee': 'ansatt',
  'person.kind.clerk': 'saksbehandler',
  'person.kind.partner': 'partnerfirma',
  'person.email': 'e-post',
  'task.mail': '{count, plural, one {En oppgave venter} other {# oppgaver venter}} på deg i Kontor, i butikken {shop}.',
  'task.mail_subject': '{count, plural, one {En oppgave} other {# oppgaver}} til deg i Kontor',
  'task.mail_orders': 'Ordrer: {orders}',
  'task.mail_where':
    'Åpne WooCommerce → Kontor → Ordrer i butikken. Den som forvalter personene på kontoret, kan slå av disse e-postene for deg.',
  'person.ik_doubtful': 'Kontrollsifferet i IK {ik} stemmer ikke. Sammenlign det med originalen.',
} as const satisfies TranslatedWords<typeof englishWords>;
