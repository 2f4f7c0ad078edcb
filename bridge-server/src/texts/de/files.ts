import type { fileTexts as english } from '../en/files.ts';
import type { Translated } from '../text.ts';

export const fileTexts = {
  'file.wrong_hash': {
    title: 'Die Datei ist eine andere',
    cause: 'Der SHA-256 der Bytes ist nicht der in der Adresse.',
    remedy: 'Senden Sie die Datei unter dem SHA-256 ihrer Bytes, in hexadezimalen Ziffern mit Kleinbuchstaben.',
  },
  'file.wrong_type': {
    title: 'Solche Dateien werden nicht angenommen',
    cause: 'Die Datei ist nach ihrem Inhalt weder PDF noch JPEG, PNG, TIFF oder HEIC.',
    remedy: 'Speichern Sie die Datei als PDF oder als JPEG, und nennen Sie diese in der Bestellung.',
  },
  'file.no_room': {
    title: 'Zu viele Dateien ohne Bestellung',
    cause: 'Der Shop hat so viele Dateien gesendet, die keine Bestellung nennt, dass keine weiteren angenommen werden.',
    remedy:
      'Senden Sie die Bestellungen, die die Dateien nennen. Eine Datei, die keine Bestellung nennt, entfernt die Bridge nach einem Tag.',
  },
  'file.too_large': {
    title: 'Die Datei ist zu groß',
    cause: 'Die Datei ist größer als {megabytes} MB.',
    remedy:
      'Verkleinern Sie die Datei, zum Beispiel mit weniger Seiten oder geringerer Auflösung, und nennen Sie diese in der Bestellung.',
  },
  'file.bad_address': {
    title: 'Die Adresse führt zu keiner Datei',
    cause: 'Die Adresse ist keine des Webs, nennt einen Benutzer oder führt ohne Ende von einer Adresse zur nächsten.',
    remedy:
      'Tragen Sie in der Bestellung die Adresse ein, an der die Datei selbst liegt, etwa https://shop.example/scans/7.pdf.',
  },
  'file.foreign_host': {
    title: 'Die Datei liegt an einer fremden Adresse',
    cause: 'Die Adresse führt zu {host}; das ist nicht der eigene Host des Shops.',
    remedy: {
      screen: 'Legen Sie die Datei auf den eigenen Host des Shops, und nennen Sie ihre Adresse dort in der Bestellung.',
      commandLine:
        'Legen Sie die Datei auf den eigenen Host des Shops. Bewahrt der Shop seine Dateien bei {host} auf, erlauben Sie diesen Host mit {variable}, und starten Sie die Bridge neu.',
    },
  },
  'file.address_refused': {
    title: 'Die Adresse darf nicht aufgerufen werden',
    cause: 'Die Bridge darf die Adresse nicht aufrufen: {because}',
    remedy: {
      screen: 'Nennen Sie in der Bestellung eine Adresse, die aus dem Internet mit https erreichbar ist.',
      commandLine:
        'Nennen Sie in der Bestellung eine öffentliche Adresse mit https, oder erlauben Sie den privaten Host mit {variable}.',
    },
  },
  'file.unreachable': {
    title: 'Die Datei lässt sich nicht holen',
    cause: '{host} hat statt der Datei den Status {status} geantwortet.',
    remedy:
      'Öffnen Sie die Adresse in einem Browser, in dem Sie nicht angemeldet sind. Dort muss die Datei erscheinen.',
  },
  'file.unreachable:because': {
    title: 'Die Datei lässt sich nicht holen',
    cause: 'Die Adresse antwortet nicht: {because}',
    remedy:
      'Öffnen Sie die Adresse in einem Browser, in dem Sie nicht angemeldet sind. Dort muss die Datei erscheinen.',
  },
  'attachment.unknown': {
    title: 'Der Beleg hat keine solche Datei',
    cause: 'Der Beleg {document} nennt diese Datei nicht, oder die Datei wurde nach ihrer Zeit entfernt.',
    remedy: 'Holen Sie nur Dateien, die der Beleg nennt, und holen Sie sie zusammen mit dem Beleg.',
  },
  'gap.file_missing': {
    title: 'Eine Datei ist nicht angekommen',
    cause: 'Die Bestellung nennt in {field} eine Datei, die der Shop nicht an Kontor gesendet hat.',
    remedy:
      'Warten Sie einige Minuten: Die Bestellung geht von selbst weiter, sobald die Datei ankommt. Kommt sie nicht an, laden Sie sie bei der Bestellung im Shop noch einmal hoch: PDF, JPEG, PNG, TIFF oder HEIC mit höchstens 10 MB.',
  },
  'gap.file_unreadable': {
    title: 'Eine Datei ist nicht richtig genannt',
    cause: 'Das Feld {field} der Bestellung nennt keine Datei so, wie Kontor es erwartet.',
    remedy: 'Löschen Sie dieses Feld der Bestellung im Shop, und laden Sie die Datei noch einmal hoch.',
  },
  'gap.file_not_fetched': {
    title: 'Eine Datei wird geholt',
    cause: 'Die Datei von Adresse {place} in {field} ist noch nicht geholt.',
    remedy: 'Nichts: Die Bestellung geht von selbst weiter, sobald die Datei geholt ist.',
  },
  'gap.file_not_fetched:tried': {
    title: 'Eine Datei wird geholt',
    cause: 'Die Datei von Adresse {place} in {field} ließ sich bisher nicht holen: {because}',
    remedy:
      'Kontor versucht es von selbst wieder. Ist die Adresse falsch, berichtigen Sie sie in der Bestellung: Dann geht die Bestellung von selbst weiter.',
  },
  'gap.file_refused': {
    title: 'Eine Datei wird nicht angenommen',
    cause: 'Die Datei von Adresse {place} in {field} wird nicht angenommen: {because}',
    remedy:
      'Berichtigen Sie die Adresse in der Bestellung, oder entfernen Sie sie: Dann geht die Bestellung von selbst weiter.',
  },
  'gap.files_too_many': {
    title: 'Zu viele Dateien',
    cause: 'Die Bestellung nennt {count} Dateien; höchstens {limit} sind möglich.',
    remedy: 'Entfernen Sie Dateien aus der Bestellung im Shop, oder legen Sie mehrere Seiten in eine Datei.',
  },
} as const satisfies Translated<typeof english>;
