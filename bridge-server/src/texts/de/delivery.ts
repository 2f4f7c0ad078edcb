import type { deliveryTexts as english } from '../en/delivery.ts';
import type { Translated } from '../text.ts';

const nothing = 'Nichts.';
const byItself = 'Nichts: Es geht von selbst weiter.';
const asked = 'Nichts: Das System wird gefragt, und vorher wird nichts noch einmal gesendet.';
const forADay = 'Nichts: Es wird einen Tag lang immer wieder gefragt.';
const seeWhy = {
  screen: 'Sehen Sie nach, warum das System nicht antwortet, und versuchen Sie es erneut: Es wird noch einmal gefragt.',
  commandLine: 'Sehen Sie nach, warum das System nicht antwortet, dann: kontor retry. Es wird noch einmal gefragt.',
} as const;
const keepOne = {
  screen:
    'Sehen Sie die Belege im System an, behalten Sie einen und löschen Sie die anderen. Wählen Sie dann „Er ist da“ und geben Sie die Nummer an.',
  commandLine:
    'Sehen Sie die Belege im System an, behalten Sie einen und löschen Sie die anderen, dann: kontor found, mit der Nummer.',
} as const;
const mergeDuplicates = {
  screen: 'Führen Sie die Dubletten im System zusammen oder benennen Sie sie um, und versuchen Sie es erneut.',
  commandLine: 'Führen Sie die Dubletten im System zusammen oder benennen Sie sie um, dann: kontor retry.',
} as const;
const mendWhatIsNamed = {
  screen: 'Beheben Sie im Shop oder in den Einstellungen, was das Büro nennt, und versuchen Sie es erneut.',
  commandLine: 'Beheben Sie im Shop oder in den Einstellungen, was das Büro nennt, dann: kontor retry.',
} as const;
const mendDocument = {
  screen: 'Berichtigen Sie den Beleg im System und versuchen Sie es erneut, oder akzeptieren Sie die Abweichung.',
  commandLine:
    'Berichtigen Sie den Beleg im System, dann: kontor retry; oder akzeptieren Sie die Abweichung: kontor accept.',
} as const;
const lookAtLog = {
  screen:
    'Bitten Sie den Betreiber der Bridge, in deren Protokoll nachzusehen. Ist die Ursache behoben, versuchen Sie es erneut.',
  commandLine: 'Sehen Sie im Protokoll dieser Prozesse nach. Ist die Ursache behoben: kontor retry.',
} as const;
const lookAtCauses = {
  screen: 'Sehen Sie im Protokoll die letzten Ursachen nach, beheben Sie sie und versuchen Sie es erneut.',
  commandLine: 'Sehen Sie mit kontor show die letzten Ursachen nach, beheben Sie sie, dann: kontor retry.',
} as const;
const report = {
  screen: 'Geben Sie dem Betreiber der Bridge die Korrelations-ID. Andere Bestellungen gehen weiter.',
  commandLine:
    'Das ist ein Fehler der Bridge: Melden Sie ihn mit der Korrelations-ID (kontor show). Andere Bestellungen gehen weiter.',
} as const;
const wasMade = 'Wurde {object, select, customer {der Kunde} product {das Produkt} other {das Objekt}} angelegt?';

/** Why the way of a document is interrupted: an answer was lost, it is given up, or what was made does not agree. */
export const deliveryTexts = {
  'doubt.restored': {
    title: 'Prüfung nach einer Wiederherstellung',
    cause:
      'Die Datenbank wurde aus einer Sicherung wiederhergestellt: Der Beleg wurde seither vielleicht schon erstellt.',
    remedy: asked,
  },
  'doubt.lost_worker': {
    title: 'Beim Senden unterbrochen',
    cause: 'Der Prozess, der diesen Beleg sendete, hat ohne Nachricht geendet.',
    remedy: asked,
  },
  'doubt.asked_once': {
    title: 'Noch nicht gefunden; wird noch einmal gefragt',
    cause: 'Das System zeigt den Beleg nicht. Seine Listen können nachhinken, deshalb wird noch einmal gefragt.',
    remedy: byItself,
  },
  'doubt.lookup_failed': {
    title: 'Das System lässt sich gerade nicht fragen',
    cause: 'Das System ließ sich nicht nach dem Beleg fragen.',
    remedy: forADay,
  },
  'doubt.lookup_failed:because': {
    title: 'Das System lässt sich gerade nicht fragen',
    cause: '{because}',
    remedy: forADay,
  },
  'doubt.postponed': {
    title: 'Das System wird später gefragt',
    cause: 'Das System lässt sich gerade nicht fragen: Die Verbindung ist angehalten, oder das Limit ist erreicht.',
    remedy: byItself,
  },
  'doubt.postponed:because': { title: 'Das System wird später gefragt', cause: '{because}', remedy: byItself },
  'doubt.unanswered': {
    title: 'Seit einem Tag keine Antwort',
    cause: 'Seit einem Tag lässt sich das System nicht nach dem Beleg fragen.',
    remedy: seeWhy,
  },
  'doubt.unanswered:because': { title: 'Seit einem Tag keine Antwort', cause: '{because}', remedy: seeWhy },
  'doubt.ask': {
    title: 'Ist der Beleg im System?',
    cause: 'Das System zeigt den Beleg nicht und kann nicht sicher sagen, dass es keinen gibt.',
    remedy: {
      screen:
        'Sehen Sie im System nach. Wählen Sie dann „Er ist nicht da“, „Er ist da“ mit seiner Nummer, oder „Anderweitig erledigt“.',
      commandLine:
        'Sehen Sie im System nach. Er ist nicht da: kontor absent. Er ist da: kontor found, mit der Nummer. Er wurde von Hand erledigt: kontor elsewhere.',
    },
  },
  'doubt.several': {
    title: 'Mehrere Belege dieser Bestellung',
    cause: 'Das System zeigt mehrere Belege, wo es einer sein soll.',
    remedy: keepOne,
  },
  'doubt.several:because': { title: 'Mehrere Belege dieser Bestellung', cause: '{because}', remedy: keepOne },

  'gave_up.attempts': {
    title: 'Nach drei Tagen aufgegeben',
    cause: 'Es wurde etwa drei Tage lang versucht.',
    remedy: lookAtCauses,
  },
  'gave_up.attempts:counted': {
    title: 'Nach drei Tagen aufgegeben',
    cause: 'Es wurde in etwa drei Tagen {attempts, number} Mal versucht.',
    remedy: lookAtCauses,
  },
  'gave_up.crashed_worker': {
    title: 'Die Bridge brach mehrmals ab',
    cause: 'Drei Prozesse haben geendet, während sie diesen Beleg bearbeiteten.',
    remedy: lookAtLog,
  },
  'gave_up.crashed_worker:counted': {
    title: 'Die Bridge brach mehrmals ab',
    cause: '{workers, number} Prozesse haben ohne Ergebnis geendet, während sie diesen Beleg bearbeiteten.',
    remedy: lookAtLog,
  },
  'gave_up.bug': {
    title: 'Ein Fehler der Bridge',
    cause: 'In der Bridge ist ein Programmfehler aufgetreten.',
    remedy: report,
  },
  'gave_up.bug:said': {
    title: 'Ein Fehler der Bridge',
    cause: 'In der Bridge ist ein Programmfehler aufgetreten: {said}',
    remedy: report,
  },

  'refused.document_differs': {
    title: 'Der Beleg weicht von der Bestellung ab',
    cause:
      'Der Gesamtbetrag, die Mehrwertsteuer, der Kunde, die Währung oder das Datum des Belegs weicht von der Bestellung ab, und zwar mehr, als Rundung erklärt.',
    remedy: mendDocument,
  },
  'refused.document_differs:compared': {
    title: 'Beleg {number} weicht von der Bestellung ab',
    cause: 'Beleg {number} weicht ab: {differences}.',
    remedy: mendDocument,
  },
  'refused.by_office': {
    title: 'Das Büro lehnt den Beleg ab',
    cause: 'Das Büro hat den abgeholten Beleg abgelehnt.',
    remedy: mendWhatIsNamed,
  },
  'refused.by_office:said': { title: 'Das Büro lehnt den Beleg ab', cause: '{said}', remedy: mendWhatIsNamed },
  'refused.several_found': {
    title: 'Mehrfach vorhanden, was einmal gebraucht wird',
    cause: 'Das System hat mehrere von dem, wovon die Bestellung eines braucht, zum Beispiel Kunden.',
    remedy: mergeDuplicates,
  },
  'refused.several_found:because': {
    title: 'Mehrfach vorhanden, was einmal gebraucht wird',
    cause: '{because}',
    remedy: mergeDuplicates,
  },
  'refused.shared_in_doubt:unanswered': {
    title: wasMade,
    cause:
      'Es ist nicht bekannt, ob {object, select, customer {der Kunde} product {das Produkt} other {das Objekt ({object})}} angelegt wurde: {because}',
    remedy: {
      screen:
        'Sehen Sie nach, warum das System nicht antwortet, und versuchen Sie es erneut: Es wird noch einmal gefragt, und nichts wird doppelt angelegt.',
      commandLine:
        'Sehen Sie nach, warum das System nicht antwortet, dann: kontor retry. Es wird noch einmal gefragt, und nichts wird doppelt angelegt.',
    },
  },
  'refused.shared_in_doubt': {
    title: wasMade,
    cause:
      'Es ist nicht bekannt, ob {object, select, customer {der Kunde} product {das Produkt} other {das Objekt ({object})}} angelegt wurde: Das System kann es nicht sicher sagen.',
    remedy: {
      screen: 'Suchen Sie im System danach; legen Sie es von Hand an, falls es fehlt, und versuchen Sie es erneut.',
      commandLine: 'Suchen Sie im System danach; legen Sie es von Hand an, falls es fehlt, dann: kontor retry.',
    },
  },
  'gap.order_unreadable': {
    title: 'Die Bestellung ist nicht lesbar',
    cause: 'Aus der Bestellung lässt sich nichts erstellen, da sie nicht lesbar ist: {because}',
    remedy: {
      screen: 'Berichtigen Sie die Bestellung im Shop und speichern Sie sie dort; sie wird dann von selbst gesendet.',
      commandLine:
        'Sehen Sie nach, warum: kontor order show. Berichtigen Sie die Bestellung im Shop und speichern Sie sie dort; sie wird dann von selbst gesendet.',
    },
  },
  'gap.forgotten': {
    title: 'Der Inhalt der Bestellung ist gelöscht',
    cause:
      'Der Inhalt der Bestellung wurde hier gelöscht, weil die Frist abgelaufen war oder jemand darum gebeten hat; daraus lässt sich nichts mehr erstellen.',
    remedy:
      'Erledigen Sie in {target} von Hand, was noch zu tun ist, und geben Sie an, dass es anderweitig erledigt wurde. Ändert sich die Bestellung im Shop, kommt ihr Inhalt wieder.',
  },

  'prepared.missing': { title: 'Fehlt', cause: 'Es fehlt und kann angelegt werden.', remedy: nothing },
  'prepared.there': { title: 'Schon vorhanden', cause: 'Es war schon vorhanden.', remedy: nothing },
  'prepared.made': { title: 'Angelegt', cause: 'Es wurde angelegt.', remedy: nothing },
  'prepared.made_before': {
    title: 'Früher angelegt',
    cause: 'Es wurde früher angelegt; das System zeigt es vielleicht erst gleich.',
    remedy: nothing,
  },
  'prepared.in_doubt': {
    title: 'Vielleicht angelegt',
    cause: '{because} Es wurde vielleicht trotzdem angelegt.',
    remedy: 'Fragen Sie in einer Minute noch einmal.',
  },
} as const satisfies Translated<typeof english>;
