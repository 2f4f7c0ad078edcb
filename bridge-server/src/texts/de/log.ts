import type { logWords as english } from '../en/log.ts';
import type { TranslatedWords } from '../text.ts';

/** What happened, one sentence for each line of the journal. */
export const logWords = {
  'log.order.received':
    '{revision, select, none {Die Bestellung ist eingetroffen.} 1 {Die Bestellung ist eingetroffen.} other {Eine Änderung der Bestellung ist eingetroffen.}}',
  'log.order.not_read': 'Eine Änderung der Bestellung ist eingetroffen, aber nicht lesbar.',
  'log.order.forgotten': 'Der Inhalt der Bestellung wurde in der Bridge gelöscht.',
  'log.order.content_shown': 'Jemand hat den ganzen Inhalt der Bestellung angesehen.',

  'log.wanted': 'Ein Beleg soll erstellt werden.',
  'log.wanted.status': 'Ein Beleg soll erstellt werden.',
  'log.wanted.by_person': 'Jemand hat das Senden veranlasst.',
  'log.wanted.refund': 'Eine Erstattung soll gutgeschrieben werden.',
  'log.wanted.payment': 'Eine Zahlung soll gebucht werden.',
  'log.wanted.amendment': 'Der Beleg soll geändert werden, weil sich die Bestellung geändert hat.',
  'log.wanted.cancellation': 'Der Beleg soll zurückgenommen werden, weil die Bestellung storniert wurde.',
  'log.wanted.comparison': 'Der Beleg soll mit der geänderten Bestellung verglichen werden.',

  'log.rule': 'Es wird kein Beleg erstellt: Eine Regel der Verbindung schließt ihn aus.',
  'log.rule.draft': 'Es wird kein Beleg erstellt: Die Bestellung ist ein Entwurf.',
  'log.rule.source': 'Es wird kein Beleg erstellt: Die Verbindung nimmt keine Bestellungen dieser Herkunft an.',
  'log.rule.function_off': 'Es wird kein Beleg erstellt: Die Verbindung sendet Belege dieser Art nicht.',
  'log.rule.refunded_in_full': 'Es wird kein Beleg erstellt: Die Bestellung wurde vollständig erstattet.',
  'log.rule.status': 'Es wird kein Beleg erstellt: Bestellungen mit diesem Status sendet die Verbindung nicht.',
  'log.rule.before_active':
    'Es wird kein Beleg erstellt: Die Bestellung ist älter als der Tag, ab dem die Verbindung sendet.',
  'log.rule.zero_total': 'Es wird kein Beleg erstellt: Die Bestellung beträgt 0.',
  'log.rule.no_account': 'Es wird keine Zahlung gebucht: Die Zahlungsart hat kein Konto.',
  'log.rule.connection_removed': 'Es wird kein Beleg erstellt: Die Verbindung wurde entfernt.',
  'log.rule.order_not_sent': 'Es wird kein Beleg erstellt: Die zugehörige Bestellung wurde nicht gesendet.',
  'log.rule.refund_not_sent': 'Es wird kein Beleg erstellt: Die zugehörige Erstattung wurde nicht gesendet.',
  'log.rule.order_back': 'Der Beleg bleibt: Die Bestellung ist wieder im Shop.',
  'log.rule.forgotten': 'Es wird kein Beleg erstellt: Der Inhalt der Bestellung ist gelöscht.',
  'log.rule.not_supported': 'Kontor kann diesen Beleg nicht erstellen. Jemand muss es von Hand tun.',
  'log.cancelled.before_sending': 'Die Bestellung wurde storniert, bevor sie gesendet war. Es geht nichts ins Büro.',
  'log.cancelled.before_fetch': 'Die Bestellung wurde storniert, bevor das Büro sie abholte. Es geht nichts ins Büro.',
  'log.cancelled.after_fetch': 'Die Bestellung wurde storniert, nachdem das Büro sie abgeholt hatte.',
  'log.cancelled.after_sending': 'Die Bestellung wurde storniert, nachdem ihr Beleg erstellt war.',
  'log.cancelled.by_person': 'Jemand hat entschieden, dass nicht gesendet wird.',

  'log.claimed.worker': 'Kontor hat mit dem Senden begonnen.',
  'log.behind.lane': 'Es wird gewartet, bis ein früherer Beleg dieser Bestellung fertig ist.',
  'log.step.begun':
    '{step, select, none {Etwas wurde an das System gesendet.} other {An das System gesendet: {step}.}}',
  'log.step.asked':
    '{step, select, none {Das System wurde zuerst gefragt, ob es das schon gibt.} other {Das System wurde zuerst gefragt, ob es das schon gibt: {step}.}}',
  'log.sent': '{document, select, none {Der Beleg ist im System.} other {Der Beleg ist im System: {document}.}}',
  'log.gap': 'Etwas fehlt, deshalb lässt sich kein Beleg erstellen. Jemand muss es beheben.',
  'log.refused': 'Das System hat den Beleg abgelehnt. Jemand muss nachsehen.',
  'log.refused.document_differs':
    '{document, select, none {Der Beleg im System weicht von der Bestellung ab.} other {Der Beleg {document} weicht von der Bestellung ab.}} Jemand muss nachsehen.',
  'log.refused.by_office': 'Das Büro hat den Beleg nicht angenommen.',
  'log.held':
    '{breaker, select, none {Der Beleg wartet, weil seine Verbindung angehalten ist.} other {Die Verbindung ist angehalten: Es wird nichts gesendet, bis sie wieder funktioniert.}}',
  'log.held.unauthorized':
    'Das System hat den Schlüssel nicht akzeptiert. Bis dahin wird nichts gesendet. Kontor versucht es von selbst wieder.',
  'log.held.rate_limited': 'Das System bat um eine Pause.',
  'log.held.unreachable': 'Das System war nicht erreichbar. Kontor versucht es von selbst wieder.',
  'log.breaker.closed': 'Die Verbindung funktioniert wieder. Was wartete, geht weiter.',
  'log.retry':
    '{attempts, select, none {Es hat noch nicht geklappt. Kontor versucht es später wieder.} other {Es hat noch nicht geklappt. Kontor versucht es später wieder. Versuche bisher: {attempts}.}}',
  'log.retry.asked': 'Jemand hat einen neuen Versuch veranlasst.',
  'log.retry.changed': 'Die Bestellung oder die Einstellungen haben sich geändert, deshalb versucht Kontor es erneut.',
  'log.retry.lost_worker': 'Die Bridge wurde unterbrochen und macht damit weiter.',
  'log.retry.stopped': 'Die Bridge wurde neu gestartet und macht damit weiter.',
  'log.retry.postponed': 'Der Beleg wartet, bis er an der Reihe ist.',
  'log.gave_up': 'Kontor hat es aufgegeben. Jemand muss nachsehen.',
  'log.gave_up.attempts': 'Kontor hat es drei Tage lang versucht und aufgegeben. Jemand muss nachsehen.',
  'log.gave_up.crashed_worker': 'Kontor ist dabei mehrmals abgestürzt. Jemand muss nachsehen.',
  'log.gave_up.bug': 'Ein Programmfehler in Kontor selbst hat es angehalten. Schicken Sie diese Zeile an den Support.',

  'log.doubt':
    'Die Antwort des Systems ging verloren. Kontor fragt, ob der Beleg vorhanden ist, bevor es etwas anderes sendet.',
  'log.doubt.lost_worker': 'Die Bridge wurde beim Senden unterbrochen. Kontor fragt, ob der Beleg vorhanden ist.',
  'log.doubt.asked_once': 'Das System zeigte den Beleg noch nicht. Kontor fragt noch einmal.',
  'log.doubt.lookup_failed': 'Kontor konnte das System nicht fragen, ob der Beleg vorhanden ist. Es fragt noch einmal.',
  'log.doubt.postponed': 'Kontor fragt das System später, ob der Beleg vorhanden ist.',
  'log.doubt.ask': 'Das System sagt nicht, ob der Beleg vorhanden ist. Jemand muss nachsehen.',
  'log.doubt.several': 'Das System hat mehrere Belege, die passen. Jemand muss nachsehen.',
  'log.doubt.unanswered': 'Das System hat einen Tag lang nicht geantwortet. Jemand muss nachsehen.',
  'log.doubt.restored':
    'Die Bridge wurde aus einer Sicherung wiederhergestellt, deshalb fragt Kontor zuerst das System.',
  'log.resolved.found': 'Der Beleg wurde im System gefunden.',
  'log.resolved.absent': 'Der Beleg ist nicht im System, deshalb wird er gesendet.',
  'log.resolved.nothing_begun': 'Es war noch nichts gesendet, deshalb geht es weiter.',
  'log.resolved.by_person': 'Jemand hat angegeben, ob der Beleg im System ist.',
  'log.replay.asked': 'Jemand wollte wissen, ob der Beleg noch vorhanden ist.',
  'log.replay.found': 'Der Beleg ist noch im System.',
  'log.replay.absent': 'Der Beleg ist aus dem System verschwunden, deshalb erstellt Kontor ihn neu.',

  'log.offered': 'Der Beleg liegt für das Büro zum Abholen bereit.',
  'log.offered.again': 'Der Beleg liegt für das Büro noch einmal bereit.',
  'log.fetched': 'Das Büro hat den Beleg abgeholt.',
  'log.accepted':
    '{document, select, none {Das Büro hat den Beleg angenommen.} other {Das Büro hat den Beleg angenommen: {document}.}}',
  'log.accepted.difference': 'Jemand hat akzeptiert, dass der Beleg von der Bestellung abweicht.',
  'log.elsewhere': 'Es wurde anderweitig erledigt.',
  'log.changed.before_fetch':
    'Die Bestellung hat sich geändert, bevor das Büro sie abholte, deshalb erstellt Kontor den Beleg neu.',
  'log.changed.after_fetch': 'Die Bestellung hat sich geändert, nachdem das Büro sie abgeholt hatte.',
  'log.changed.after_sending': 'Die Bestellung hat sich geändert, nachdem ihr Beleg erstellt war.',

  'log.task.opened':
    '{kind, select, question {Jemand muss etwas entscheiden.} other {Jemand muss etwas von Hand tun.}}',
  'log.task.done': '{kind, select, question {Jemand hat es entschieden.} other {Jemand hat es von Hand erledigt.}}',
  'log.task.assigned': 'Es wurde jemandem zugewiesen.',
  'log.task.withdrawn': 'Das muss niemand mehr tun oder entscheiden.',
  'log.task.expired': 'Niemand hat es rechtzeitig erledigt.',

  'log.office.invoiced':
    '{invoice, select, none {Das Büro hat die Rechnung gestellt.} other {Das Büro hat die Rechnung {invoice} gestellt.}}',
  'log.office.sent': 'Das Büro hat die Rechnung versendet.',
  'log.office.paid': 'Die Rechnung ist bezahlt.',
  'log.office.reopened': 'Die Rechnung ist wieder offen.',
  'log.office.changed': 'Das Büro hat etwas an dem Beleg geändert.',

  'log.connection.added': 'Ein Büroprogramm wurde verbunden.',
  'log.connection.changed': 'Die Einstellungen der Verbindung wurden geändert.',
  'log.connection.paused': 'Die Verbindung wurde angehalten.',
  'log.connection.resumed': 'Die Verbindung läuft nach einer Pause weiter.',
  'log.connection.removed': 'Die Verbindung wurde entfernt.',
  'log.connection.check_failed': 'Die Verbindung wurde geprüft und funktionierte nicht.',
  'log.connection.credentials_changed': 'Neue Zugangsdaten wurden für die Verbindung eingegeben.',
  'log.connection.office_key_created': 'Ein Schlüssel für das Büro wurde erstellt.',
  'log.connection.office_key_revoked': 'Ein Schlüssel des Büros wurde gesperrt.',
  'log.office.computer_refused':
    'Ein Computer mit der Adresse {address} hat mit einem richtigen Schlüssel nach Belegen gefragt. Die Verbindung lässt diesen Computer nicht zu.',
  'log.person.saved': 'Ein Eintrag unter den Personen des Büros wurde gespeichert.',
  'log.person.archived': 'Ein Eintrag unter den Personen des Büros wurde archiviert.',
  'log.person.imported': 'Eine Liste von Personen des Büros wurde gespeichert.',
  'log.addresses.shown': 'Jemand hat Adressen des Büros gelesen.',
  'log.shop.paired': 'Der Shop wurde mit der Bridge gekoppelt.',
  'log.shop.not_paired': 'Ein Versuch, einen Shop mit dieser Adresse zu koppeln, schlug fehl.',
  'log.shop.unpaired': 'Die Kopplung des Shops mit der Bridge wurde aufgehoben.',
  'log.bridge.restored': 'Die Bridge wurde aus einer Sicherung wiederhergestellt.',
  'log.bridge.verified': 'Alles seit der Sicherung wurde überprüft.',
} as const satisfies TranslatedWords<typeof english>;
