import type { officeTexts as english } from '../en/office.ts';
import type { Translated } from '../text.ts';

export const officeTexts = {
  'shop.unknown:of_office': {
    title: 'Die Adresse ist die eines anderen Shops',
    cause: 'Der Schlüssel des Büros gehört zu einem anderen Shop als die Adresse.',
    remedy:
      'Tragen Sie die Adresse ein, die mit dem Schlüssel gezeigt wurde. Sie steht auch unter Verbindungen, diese Verbindung, Abruf.',
  },
  'connection.unknown:of_office': {
    title: 'Die Adresse ist die einer anderen Verbindung',
    cause: 'Der Schlüssel des Büros gehört zu einer anderen Verbindung als die Adresse.',
    remedy:
      'Tragen Sie die Adresse ein, die mit dem Schlüssel gezeigt wurde. Sie steht auch unter Verbindungen, diese Verbindung, Abruf.',
  },
  'office.wrong_key': {
    title: 'Der Schlüssel des Büros ist falsch',
    cause:
      'Die Bridge hat keinen solchen Schlüssel für ein Büro, oder er wurde gesperrt, oder seine Verbindung wurde entfernt.',
    remedy: {
      screen:
        'Erstellen Sie unter Verbindungen, diese Verbindung, Abruf einen neuen Schlüssel. Tragen Sie ihn in das Programm ein, das abruft.',
      commandLine:
        'Erstellen Sie einen neuen Schlüssel und tragen Sie ihn in das Programm ein, das abruft: kontor office-key create --shop … c…',
    },
  },
  'office.too_many_tries': {
    title: 'Zu viele falsche Schlüssel',
    cause: 'Von derselben Adresse kamen zu viele falsche Schlüssel für ein Büro.',
    remedy: 'Tragen Sie den richtigen Schlüssel in das Programm ein, das abruft, und warten Sie eine Minute.',
  },
  'office.computer_not_allowed': {
    title: 'Der Computer darf nicht abrufen',
    cause: 'Die Anfrage kam von {address}. Diese Adresse gehört nicht zu den zugelassenen Computern der Verbindung.',
    remedy: {
      screen:
        'Ist es ein Computer des Büros, ergänzen Sie {address} bei den zugelassenen Computern: Verbindungen, diese Verbindung, Abruf. Ist {address} ein Proxy der Bridge, bitten Sie den Betreiber der Bridge, KONTOR_PROXY_HOPS zu setzen.',
      commandLine:
        'Ist es ein Computer des Büros, ergänzen Sie {address} bei allowedComputers in den Einstellungen der Verbindung. Ist {address} ein Proxy vor der Bridge, setzen Sie KONTOR_PROXY_HOPS.',
    },
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
      'Die Verbindung stellt den Beleg {document} nicht bereit. Vielleicht wurde er angenommen, ersetzt oder storniert, oder die Verbindung ist angehalten.',
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
  'fetching.office_silent': {
    title: 'Das Büro ruft nicht ab',
    cause:
      'Das Büro hat zuletzt vor {minutes, number} Minuten nach Belegen gefragt. Erwartet wird es {interval, plural, one {jede Minute} other {alle # Minuten}}. {waiting, plural, =0 {Kein neuer Beleg wartet.} one {Ein neuer Beleg wartet.} other {# neue Belege warten.}}',
    remedy:
      'Prüfen Sie im Büro, ob das Programm läuft, das abruft, und die Bridge erreicht. Ruft das Büro seltener ab, tragen Sie in den Einstellungen der Verbindung einen längeren Abstand ein.',
  },
  'fetching.office_silent:never': {
    title: 'Das Büro hat noch nicht abgerufen',
    cause:
      'Das Büro hat vor {minutes, number} Minuten einen Schlüssel bekommen und seitdem nicht nach Belegen gefragt. {waiting, plural, =0 {Kein neuer Beleg wartet.} one {Ein neuer Beleg wartet.} other {# neue Belege warten.}}',
    remedy:
      'Tragen Sie den Schlüssel und die Adresse der Belege in das Programm ein, das abruft, und starten Sie es. Wird der Schlüssel nicht gebraucht, sperren Sie ihn.',
  },
  'fetching.documents_waiting': {
    title: 'Belege warten auf das Büro',
    cause:
      'Der älteste Beleg wartet seit {minutes, number} Minuten. {waiting, plural, one {Ein Beleg wurde} other {# Belege wurden}} nicht abgerufen, und {fetched, plural, one {ein Beleg wurde} other {# Belege wurden}} abgerufen und nicht quittiert.',
    remedy:
      'Prüfen Sie, ob das Programm, das abruft, einen Schlüssel hat, keinen Fehler meldet und quittiert, was es abruft. Werden die Belege in einen Ordner geschrieben, muss jede Datei nach done oder refused verschoben werden.',
  },
  'fetching.folder_unusable': {
    title: 'Der Ordner der Belege ist nicht benutzbar',
    cause: 'Die Bridge kann den Ordner nicht benutzen, in den sie die Belege dieser Verbindung schreibt. Sie warten.',
    remedy: {
      screen: 'Bitten Sie den Betreiber der Bridge, sich den Ordner anzusehen.',
      commandLine: 'kontor doctor sagt, was mit dem Ordner nicht stimmt.',
    },
  },
  'office_folder.missing': {
    title: 'Ein Ordner des Büros fehlt',
    cause: 'Es gibt keinen Ordner {folder}.',
    remedy:
      'Liegt der Ordner auf einem Netzlaufwerk, verbinden Sie es. Sonst legen Sie den Ordner an. Kontor legt keinen an, damit es nie unter ein Laufwerk schreibt, das nicht verbunden ist.',
  },
  'office_folder.not_allowed': {
    title: 'Ein Ordner des Büros darf nicht benutzt werden',
    cause: 'Kontor darf in {folder} nicht lesen oder schreiben: {said}',
    remedy:
      'Geben Sie dem Benutzer, unter dem Kontor läuft, das Recht, in {folder} Dateien zu lesen, anzulegen und zu löschen.',
  },
  'office_folder.full': {
    title: 'In einem Ordner des Büros ist kein Platz',
    cause: 'Kontor kann nicht in {folder} schreiben: {said}',
    remedy: 'Schaffen Sie Platz auf dem Datenträger von {folder}.',
  },
  'office_folder.failed': {
    title: 'Ein Ordner des Büros ist nicht benutzbar',
    cause: 'Kontor kann in {folder} nicht arbeiten: {said}',
    remedy:
      'Prüfen Sie, ob {folder} ein Ordner auf einem funktionierenden Datenträger ist und ob sein Netzlaufwerk verbunden ist.',
  },
  'fetch.wrong_setting:documents': {
    title: 'Die Adresse der Belege ist falsch',
    cause: 'Die Adresse der Belege fehlt, oder sie endet nicht auf /documents.',
    remedy: 'Setzen Sie KONTOR_OFFICE_DOCUMENTS oder --documents auf die Adresse, die mit dem Schlüssel gezeigt wurde.',
  },
  'fetch.wrong_setting:plain_http': {
    title: 'Die Adresse der Belege hat kein https',
    cause: 'Ohne https könnte jeder zwischen Büro und Bridge den Schlüssel und die Belege lesen.',
    remedy: 'Verwenden Sie eine Adresse mit https. In einem Netz, dem Sie vertrauen, ergänzen Sie --plain-http.',
  },
  'fetch.wrong_setting:folder': {
    title: 'Der Ordner für die Belege ist falsch',
    cause: 'Der Ordner für die Belege ist nicht genannt, oder es gibt ihn nicht.',
    remedy: 'Legen Sie den Ordner an und nennen Sie ihn in KONTOR_OFFICE_FOLDER oder --folder.',
  },
  'fetch.wrong_setting:key': {
    title: 'Der Schlüssel des Büros fehlt',
    cause: 'Es gibt keinen Schlüssel, oder die Datei mit dem Schlüssel ist nicht lesbar.',
    remedy: 'Setzen Sie KONTOR_OFFICE_KEY, oder nennen Sie mit --key-file eine Datei, in der der Schlüssel steht.',
  },
  'fetch.wrong_setting:interval': {
    title: 'Der Abstand ist falsch',
    cause: 'Der Abstand ist keine Zahl zwischen 1 und 86400.',
    remedy: 'Setzen Sie KONTOR_OFFICE_INTERVAL oder --interval auf eine Zahl von Sekunden, zum Beispiel 300.',
  },
  'fetch.folder_in_use': {
    title: 'Ein anderes Programm ruft in den Ordner ab',
    cause: 'Auf diesem Computer läuft schon ein kontor fetch mit dem Ordner {folder}.',
    remedy: 'Lassen Sie es weiterlaufen, oder beenden Sie es zuerst.',
  },
} as const satisfies Translated<typeof english>;
