import type { officeTexts as english } from '../en/office.ts';
import type { Translated } from '../text.ts';

export const officeTexts = {
  'office.wrong_key': {
    title: 'Der Schlüssel des Büros ist falsch',
    cause:
      'Die Bridge hat keinen solchen Schlüssel für ein Büro, oder er wurde gesperrt, oder seine Verbindung wurde entfernt.',
    remedy: {
      screen:
        'Bitten Sie den Betreiber der Bridge um einen neuen Schlüssel und tragen Sie ihn in das Programm ein, das abruft.',
      commandLine:
        'Erstellen Sie einen neuen Schlüssel und tragen Sie ihn in das Programm ein, das abruft: kontor office-key create --shop … c…',
    },
  },
  'office.too_many_tries': {
    title: 'Zu viele falsche Schlüssel',
    cause: 'Von derselben Adresse kamen zu viele falsche Schlüssel für ein Büro.',
    remedy: 'Tragen Sie den richtigen Schlüssel in das Programm ein, das abruft, und warten Sie eine Minute.',
  },
  'office.not_fetching': {
    title: 'Von diesem System ruft kein Büro ab',
    cause: 'Kontor sendet die Belege selbst an {target}. Es gibt also nichts abzurufen.',
    remedy: {
      screen: 'Wählen Sie eine Verbindung zu einem System, dessen Büro abruft.',
      commandLine:
        'Nennen Sie eine Verbindung zu einem System, dessen Büro abruft. Die Verbindungen zeigt: kontor connection list.',
    },
  },
  'document.unknown': {
    title: 'Ein solcher Beleg steht nicht bereit',
    cause:
      'Die Verbindung stellt den Beleg {document} nicht bereit. Vielleicht wurde er angenommen, ersetzt oder storniert.',
    remedy: 'Rufen Sie die Liste der Belege erneut ab und danach nur, was in ihr steht.',
  },
  'document.not_fetched': {
    title: 'Der Beleg kann nicht quittiert werden',
    cause: 'Der Beleg {document} wurde nicht abgerufen, oder er wurde schon anders quittiert.',
    remedy: 'Rufen Sie den Beleg ab, bevor Sie ihn quittieren. Steht er nicht mehr bereit, ist nichts mehr zu tun.',
  },
  'key.unknown:of_office': {
    title: 'Diesen Schlüssel gibt es nicht',
    cause: 'Die Verbindung hat keinen solchen Schlüssel für ein Büro in Gebrauch.',
    remedy: {
      screen: 'Laden Sie die Seite neu.',
      commandLine: 'Die Schlüssel zeigt: kontor office-key list --shop … c…',
    },
  },
} as const satisfies Translated<typeof english>;
