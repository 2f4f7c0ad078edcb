import type { requestTexts as english } from '../en/requests.ts';
import type { Translated } from '../text.ts';

/** Why a request is refused, whoever made it. */
export const requestTexts = {
  'route.unknown': {
    title: 'Hier gibt es nichts',
    cause: 'Diese Adresse gibt es auf der Bridge nicht.',
    remedy: 'Vergleichen Sie die Adresse mit der Dokumentation der Bridge.',
  },
  'route.wrong_method': {
    title: 'Diese Methode ist hier nicht erlaubt',
    cause: 'Diese Adresse nimmt die HTTP-Methode nicht an.',
    remedy: 'Verwenden Sie eine Methode, die der Header Allow nennt.',
  },
  'request.unreadable': {
    title: 'Die Anfrage ist nicht lesbar',
    cause: 'Die Adresse oder die Header der Anfrage sind fehlerhaft.',
    remedy: 'Senden Sie eine korrekt aufgebaute HTTP-Anfrage.',
  },
  'body.too_large': {
    title: 'Der Inhalt ist zu groß',
    cause: 'Der Inhalt ist größer als {megabytes} MB.',
    remedy: 'Senden Sie weniger Ereignisse in einer Anfrage.',
  },
  'body.compressed': {
    title: 'Der Inhalt ist komprimiert',
    cause:
      'Die signierte Anfrage hat ein Content-Encoding. Die Signatur gälte dann nicht für die Bytes, die die Bridge liest.',
    remedy: 'Senden Sie den Inhalt unverändert, ohne Content-Encoding.',
  },
  'body.wrong_type': {
    title: 'Der Inhalt hat einen anderen Typ',
    cause: 'Der Content-Type ist nicht application/json in UTF-8.',
    remedy: 'Senden Sie JSON mit Content-Type: application/json.',
  },
  'body.broken_json': {
    title: 'Der Inhalt ist kein JSON',
    cause: 'Der Inhalt ist kein gültiges JSON in UTF-8.',
    remedy: 'Senden Sie gültiges JSON.',
  },
  'body.no_object': {
    title: 'Der Inhalt ist kein Objekt',
    cause: 'Der Inhalt ist gültiges JSON, aber kein Objekt.',
    remedy: 'Senden Sie ein JSON-Objekt, das jede Angabe unter ihrem Namen enthält.',
  },
  'events.unreadable': {
    title: 'Der Inhalt enthält keine Ereignisse',
    cause: `Der Inhalt hat nicht die Form '{'"events": [...]'}' mit mindestens einem Ereignis.`,
    remedy: 'Senden Sie eine Liste von Ereignissen.',
  },
  'events.too_many': {
    title: 'Zu viele Ereignisse',
    cause: 'Die Anfrage enthält mehr als {limit} Ereignisse.',
    remedy: 'Senden Sie höchstens {limit} Ereignisse in einer Anfrage.',
  },
  'results.bad_cursor': {
    title: 'Der Cursor ist ungültig',
    cause: 'Die Query hat nicht die Form after=<cursor> mit dem Cursor einer früheren Antwort.',
    remedy: 'Senden Sie den Cursor genau so, wie er in der Antwort stand, oder keinen, um von vorn zu beginnen.',
  },
  'identity.bad_nonce': {
    title: 'Die Nonce ist ungültig',
    cause: 'Die Query hat nicht die Form nonce=<16 bis 64 Buchstaben, Ziffern, - und _>.',
    remedy: 'Senden Sie eine zufällige Nonce, mit jeder Anfrage eine andere.',
  },
  'bridge.unavailable': {
    title: 'Die Bridge kann gerade nichts speichern',
    cause: 'Die Bridge kann ihre Datenbank nicht benutzen. Kein Teil der Anfrage ist bestätigt.',
    remedy:
      'Senden Sie die Anfrage später noch einmal, neu signiert: Nichts wird doppelt angenommen. Hilft das nicht, muss der Betreiber die Datenbank und deren Festplatte prüfen.',
  },
  'bridge.interrupted': {
    title: 'Die Bridge kann gerade ihre Datenbank nicht benutzen',
    cause: 'Die Bridge konnte ihre Datenbank nicht benutzen. Die Anfrage ist möglicherweise zum Teil ausgeführt.',
    remedy:
      'Prüfen Sie den Stand und senden Sie den Rest noch einmal, neu signiert. Hilft das nicht, muss der Betreiber die Datenbank und deren Festplatte prüfen.',
  },
  'bridge.not_ready': {
    title: 'Die Bridge ist nicht bereit',
    cause: 'Etwas, das die Bridge braucht, fehlt; causes nennt es.',
    remedy: 'Was zu tun ist, steht bei jeder einzelnen Ursache.',
  },
  'bridge.fault': {
    title: 'Ein Programmfehler in der Bridge',
    cause: 'In der Bridge ist ein Programmfehler aufgetreten.',
    remedy:
      'Senden Sie die Anfrage später noch einmal. Hilft das nicht, geben Sie dem Betreiber die Korrelations-ID: Im Protokoll der Bridge stehen die Einzelheiten.',
  },
} as const satisfies Translated<typeof english>;
