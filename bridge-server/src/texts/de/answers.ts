import type { answerWords as english } from '../en/answers.ts';
import type { TranslatedWords } from '../text.ts';

const what =
  '{what, select, total {Gesamtbetrag} net {Nettobetrag} vat {Mehrwertsteuer} currency {Währung} customer {Kunde} date {Datum} other {{what}}}';

/** Words in answers: what is kept and for how long, what comes next, and what a setting should be. */
export const answerWords = {
  difference: `${what} {found} statt {planned}`,
  'difference.of_treatment': `${what} von {treatment} {found} statt {planned}`,
  'unread.order': 'Die Bestellung {order} ist nicht lesbar: {because}',
  'unread.later': 'Eine spätere Änderung dieser Bestellung ist nicht lesbar: {because}',
  'unread.besides': '{cause} Eine spätere Änderung dieser Bestellung ist nicht lesbar: {because}',
  erased: 'Der Inhalt der Bestellung wurde gelöscht.',

  'held.until': 'Es ist nichts zu tun: Es geht von selbst weiter.',
  'keep.for_ever': 'für immer',
  'keep.days': '{days, plural, one {# Tag} other {# Tage}}',
  'keep.until_expired': 'bis sie ablaufen',
  'keep.day_after_expired': 'bis einen Tag nach ihrem Ablauf',
  'kept.orders':
    'Der Inhalt von Bestellungen, deren Belege alle fertig oder geschlossen sind, und die Pläne daraus; gerechnet ab der letzten Änderung.',
  'kept.files':
    'Scans und andere Dateien von Bestellungen, deren Belege alle erledigt oder abgeschlossen sind; gezählt ab der letzten Änderung.',
  'kept.exchanges': 'Anfragen an Systeme und deren Antworten, ohne persönliche Daten und Geheimnisse.',
  'kept.people':
    'Was sich die Bridge von Personen in den Systemen merkt, zum Beispiel von den Kunden der Buchhaltung. Was sie noch braucht, liest sie rechtzeitig neu.',
  'kept.journal': 'Das Protokoll: IDs, Codes und wer etwas getan hat.',
  'kept.proofs': 'IDs signierter Anfragen, damit keine zweimal angenommen wird.',
  'kept.pairings': 'Kopplungscodes, benutzt oder nicht: der Hash des Geheimnisses und der gekoppelte Shop.',

  'sealing.left':
    'Behalten Sie die früheren Schlüssel: Die Geheimnisse unter left sind mit anderen Schlüsseln versiegelt oder wurden verändert. Folgen Sie den Hinweisen dazu und führen Sie diesen Befehl noch einmal aus.',
  'sealing.in_folder':
    'Nichts muss neu gestartet werden. Die früheren Schlüssel stehen in sealing.key im Datenordner unter dem neuen: Löschen Sie ihre Zeilen, sobald keine Sicherung sie mehr braucht.',
  'sealing.given':
    'Starten Sie jeden Prozess ohne KONTOR_FORMER_KEYS neu: Mit diesen Schlüsseln ist nichts mehr versiegelt.',

  'nothing.offered': 'keine',
  'expected.number': 'eine Zahl von {from} bis {to}',
  'expected.whole_number': 'eine ganze Zahl von {from} bis {to}',
  'expected.days': 'eine Zahl von Tagen, mindestens {least}, oder 0 für immer',
  'expected.seconds': 'eine Zahl von Sekunden',
  'expected.hosts':
    'Hosts, auch mit Port, durch Kommas getrennt, zum Beispiel erp.local:8080,10.0.0.5; IPv6 in Klammern',
  'expected.role': 'web, worker oder both',
  'expected.host': 'der Hostname oder die Adresse, auf der die Bridge Anfragen annimmt, ohne Port',
  'expected.public_url':
    'die Adresse, die Shops verwenden, zum Beispiel https://kontor.example.com: mit https, außer auf diesem Rechner, und ohne Benutzer, Query oder Fragment',
  'expected.database': 'eine Adresse wie postgres://user:password@host:5432/database',
  'expected.webhook': 'eine Adresse wie https://alarme.example.com/kontor, ohne Benutzer und Passwort',
  'expected.alarm_secret': 'ein Geheimnis aus mindestens {least} Zeichen',
  'expected.mailboxes': 'E-Mail-Adressen, durch Kommas getrennt, zum Beispiel betrieb@example.com',
  'expected.mailbox': 'eine E-Mail-Adresse, zum Beispiel kontor@example.com',
  'expected.smtp':
    'ein Mailserver wie smtps://user:password@mail.example.com:465, mit %40 statt @ in Benutzer oder Passwort',
  'expected.office_folders':
    'Verbindungen mit ihren Ordnern, zum Beispiel s1/c1=/srv/buero; jeder Ordner ist ein absoluter Pfad und wird nur einmal genannt',
  'expected.folder': 'ein Ordner',
  'expected.key': '32 zufällige Bytes in Base64, wie sie "openssl rand -base64 32" ausgibt',
  'expected.former_keys': 'die früheren Werte von KONTOR_KEY, durch Kommas getrennt',
  'expected.log_level': 'fatal, error, warn, info, debug, trace oder silent',
  'expected.metrics_host': 'der Hostname oder die Adresse für die Metriken, ohne Port',
} as const satisfies TranslatedWords<typeof english>;
