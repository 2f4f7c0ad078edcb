import type { answerWords as english } from '../en/answers.ts';
import type { TranslatedWords } from '../text.ts';

const what =
  '{what, select, total {total} net {nettobeløp} vat {mva.} currency {valuta} customer {kunde} date {dato} other {{what}}}';

/** Words in which answers tell what is kept, what comes next, and what a setting should be. */
export const answerWords = {
  difference: `${what} {found} i stedet for {planned}`,
  'difference.of_treatment': `${what} av {treatment} {found} i stedet for {planned}`,
  'unread.order': 'Ordre {order} kan ikke leses: {because}',
  'unread.later': 'En senere endring av denne ordren kunne ikke leses: {because}',
  'unread.besides': '{cause} En senere endring av denne ordren kunne ikke leses: {because}',
  erased: 'Det som sto i ordren, er slettet.',

  'held.until': 'Ingenting må gjøres: Det åpner seg av seg selv.',
  'keep.for_ever': 'for alltid',
  'keep.days': '{days, plural, one {# dag} other {# dager}}',
  'keep.until_expired': 'til de utløper',
  'keep.day_after_expired': 'til en dag etter at de utløper',
  'kept.orders':
    'Innholdet i ordrer der alt er ferdig eller lukket, og planene som ble laget av det; siden siste endring.',
  'kept.exchanges': 'Det som ble sendt og svart, sladdet.',
  'kept.people':
    'Det systemene husker om personer, for eksempel kundene i regnskapet; det som fortsatt trengs, leses på nytt i tide.',
  'kept.journal': 'Journalen: ID-er, koder og hvem som gjorde det.',
  'kept.proofs': 'ID-er til signerte forespørsler, slik at ingen gjelder to ganger.',
  'kept.pairings': 'Koblingskoder, brukt eller ikke: hashen av hemmeligheten og butikken som ble koblet.',

  'sealing.left':
    'Behold de tidligere nøklene: Det som er igjen, er forseglet med andre eller ble endret. Følg rådene og kjør dette igjen.',
  'sealing.in_folder':
    'Ingenting må startes på nytt. De tidligere nøklene står i sealing.key i datamappen, under den nye: Fjern linjene når ingen sikkerhetskopi trenger dem.',
  'sealing.given': 'Start hver prosess uten KONTOR_FORMER_KEYS: Ingenting er forseglet med de nøklene lenger.',

  'nothing.offered': 'ingen',
  'expected.number': 'et tall fra {from} til {to}',
  'expected.whole_number': 'et heltall fra {from} til {to}',
  'expected.days': 'et antall dager, minst {least}, eller 0 for alltid',
  'expected.seconds': 'et antall sekunder',
  'expected.hosts': 'verter, eller verter med port, med komma mellom, som erp.local:8080,10.0.0.5; IPv6 i klammer',
  'expected.role': 'web, worker eller both',
  'expected.host': 'vertsnavnet eller adressen det skal lyttes på, uten port',
  'expected.public_url':
    'adressen butikkene bruker, som https://kontor.example.com: med https unntatt på denne maskinen, uten bruker, spørring og fragment',
  'expected.database': 'en adresse som postgres://user:password@host:5432/database',
  'expected.webhook': 'en adresse som https://alarmer.example.com/kontor, uten bruker og passord',
  'expected.alarm_secret': 'en hemmelighet på minst {least} tegn',
  'expected.mailboxes': 'e-postadresser, med komma mellom, som drift@example.com',
  'expected.mailbox': 'en e-postadresse, som kontor@example.com',
  'expected.smtp':
    'en e-postserver som smtps://user:password@mail.example.com:465, med %40 i stedet for @ i bruker eller passord',
  'expected.folder': 'en mappe',
  'expected.key': '32 tilfeldige byte i base64, slik "openssl rand -base64 32" skriver ut',
  'expected.former_keys': 'nøklene som KONTOR_KEY var før, med komma mellom',
  'expected.log_level': 'fatal, error, warn, info, debug, trace eller silent',
  'expected.metrics_host': 'vertsnavnet eller adressen målingene skal vises på, uten port',
} as const satisfies TranslatedWords<typeof english>;
