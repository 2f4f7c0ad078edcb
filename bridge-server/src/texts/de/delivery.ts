import type { deliveryTexts as english } from '../en/delivery.ts';
import type { Translated } from '../text.ts';

const nothing = 'Nichts.';
const byItself = 'Nichts: Es geht von selbst weiter.';
const asked = 'Nichts: Kontor fragt das System nach dem Beleg und sendet vorher nichts noch einmal.';
const forADay = 'Nichts: Kontor fragt einen Tag lang immer wieder.';
const seeWhy = {
  screen:
    'Finden Sie heraus, warum das System nicht antwortet, und versuchen Sie es erneut: Kontor fragt dann noch einmal.',
  commandLine:
    'Finden Sie heraus, warum das System nicht antwortet, dann: kontor retry. Kontor fragt dann noch einmal.',
} as const;
const keepOne = {
  screen:
    'Sehen Sie sich die Belege im System an, behalten Sie einen und löschen Sie die anderen. Wählen Sie dann „Er ist vorhanden“ und geben Sie seine Nummer ein.',
  commandLine:
    'Sehen Sie sich die Belege im System an, behalten Sie einen und löschen Sie die anderen. Dann: kontor found, mit seiner Nummer.',
} as const;
const mergeDuplicates = {
  screen: 'Führen Sie die Dubletten im System zusammen oder benennen Sie sie um, und versuchen Sie es erneut.',
  commandLine: 'Führen Sie die Dubletten im System zusammen oder benennen Sie sie um, dann: kontor retry.',
} as const;
const mendWhatIsNamed = {
  screen: 'Korrigieren Sie im Shop oder in den Einstellungen, was das Büro nennt, und versuchen Sie es erneut.',
  commandLine: 'Korrigieren Sie im Shop oder in den Einstellungen, was das Büro nennt, dann: kontor retry.',
} as const;
const mendDocument = {
  screen: 'Korrigieren Sie den Beleg im System und versuchen Sie es erneut, oder akzeptieren Sie die Abweichung.',
  commandLine:
    'Korrigieren Sie den Beleg im System, dann: kontor retry; oder akzeptieren Sie die Abweichung: kontor accept.',
} as const;
const lookAtLog = {
  screen:
    'Bitten Sie den Betreiber der Bridge, in deren Protokoll nachzusehen. Ist die Ursache behoben, versuchen Sie es erneut.',
  commandLine: 'Sehen Sie im Protokoll dieser Prozesse nach. Ist die Ursache behoben: kontor retry.',
} as const;
const lookAtCauses = {
  screen: 'Sehen Sie sich im Protokoll die letzten Ursachen an, beheben Sie sie und versuchen Sie es erneut.',
  commandLine: 'Sehen Sie sich mit kontor show die letzten Ursachen an, beheben Sie sie, dann: kontor retry.',
} as const;
const report = {
  screen: 'Geben Sie dem Betreiber der Bridge die Korrelations-ID. Andere Bestellungen gehen weiter.',
  commandLine:
    'Das ist ein Programmfehler der Bridge: Melden Sie ihn mit der Korrelations-ID (kontor show). Andere Bestellungen gehen weiter.',
} as const;
const wasMade = 'Wurde {object, select, customer {der Kunde} product {das Produkt} other {das Objekt}} angelegt?';

/** Why a document does not go on: an answer was lost, Kontor gave up, or the document differs from the order. */
export const deliveryTexts = {
  'doubt.restored': {
    title: 'Wird nach einer Wiederherstellung geprüft',
    cause:
      'Die Datenbank wurde aus einer Sicherung wiederhergestellt. Vielleicht wurde der Beleg nach dieser Sicherung schon erstellt.',
    remedy: asked,
  },
  'doubt.lost_worker': {
    title: 'Beim Senden unterbrochen',
    cause: 'Der Prozess, der diesen Beleg sendete, wurde unerwartet beendet.',
    remedy: asked,
  },
  'doubt.asked_once': {
    title: 'Noch nicht gefunden; Kontor fragt noch einmal',
    cause: 'Das System zeigt den Beleg nicht. Seine Listen können nachhinken, deshalb fragt Kontor noch einmal.',
    remedy: byItself,
  },
  'doubt.lookup_failed': {
    title: 'Das System lässt sich gerade nicht fragen',
    cause: 'Kontor konnte das System nicht nach dem Beleg fragen.',
    remedy: forADay,
  },
  'doubt.lookup_failed:because': {
    title: 'Das System lässt sich gerade nicht fragen',
    cause: '{because}',
    remedy: forADay,
  },
  'doubt.postponed': {
    title: 'Kontor fragt das System später',
    cause:
      'Kontor kann das System gerade nicht fragen: Die Verbindung ist angehalten, oder das Anfragelimit ist erreicht.',
    remedy: byItself,
  },
  'doubt.postponed:because': { title: 'Kontor fragt das System später', cause: '{because}', remedy: byItself },
  'doubt.unanswered': {
    title: 'Seit einem Tag keine Antwort',
    cause: 'Seit einem Tag kann Kontor das System nicht nach dem Beleg fragen.',
    remedy: seeWhy,
  },
  'doubt.unanswered:because': { title: 'Seit einem Tag keine Antwort', cause: '{because}', remedy: seeWhy },
  'doubt.ask': {
    title: 'Ist der Beleg im System?',
    cause: 'Das System zeigt den Beleg nicht, kann aber nicht sicher sagen, dass es ihn nicht gibt.',
    remedy: {
      screen:
        'Sehen Sie im System nach. Wählen Sie dann „Er ist vorhanden“ und geben Sie die Nummer des Belegs ein, oder wählen Sie „Er ist nicht vorhanden“ oder „Anderweitig erledigt“.',
      commandLine:
        'Sehen Sie im System nach. Ist der Beleg vorhanden: kontor found, mit seiner Nummer. Ist er nicht vorhanden: kontor absent. Hat ihn jemand von Hand erledigt: kontor elsewhere.',
    },
  },
  'doubt.several': {
    title: 'Das System hat mehrere Belege dieser Bestellung',
    cause: 'Das System zeigt mehrere Belege, wo es einer sein soll.',
    remedy: keepOne,
  },
  'doubt.several:because': {
    title: 'Das System hat mehrere Belege dieser Bestellung',
    cause: '{because}',
    remedy: keepOne,
  },

  'gave_up.attempts': {
    title: 'Nach drei Tagen aufgegeben',
    cause: 'Kontor hat es etwa drei Tage lang versucht.',
    remedy: lookAtCauses,
  },
  'gave_up.attempts:counted': {
    title: 'Nach drei Tagen aufgegeben',
    cause: 'Kontor hat es in etwa drei Tagen {attempts, number} Mal versucht.',
    remedy: lookAtCauses,
  },
  'gave_up.crashed_worker': {
    title: 'Die Bridge ist mehrmals abgestürzt',
    cause: 'Drei Prozesse sind abgestürzt, während sie diesen Beleg bearbeiteten.',
    remedy: lookAtLog,
  },
  'gave_up.crashed_worker:counted': {
    title: 'Die Bridge ist mehrmals abgestürzt',
    cause: '{workers, number} Prozesse sind abgestürzt, während sie diesen Beleg bearbeiteten.',
    remedy: lookAtLog,
  },
  'gave_up.bug': {
    title: 'Ein Programmfehler in der Bridge',
    cause: 'In der Bridge ist ein Programmfehler aufgetreten.',
    remedy: report,
  },
  'gave_up.bug:said': {
    title: 'Ein Programmfehler in der Bridge',
    cause: 'In der Bridge ist ein Programmfehler aufgetreten: {said}',
    remedy: report,
  },

  'refused.document_differs': {
    title: 'Der Beleg weicht von der Bestellung ab',
    cause:
      'Der Gesamtbetrag, die Mehrwertsteuer, der Kunde, die Währung oder das Datum des Belegs weicht von der Bestellung ab, und zwar stärker, als Rundung es erklärt.',
    remedy: mendDocument,
  },
  'refused.document_differs:compared': {
    title: 'Beleg {number} weicht von der Bestellung ab',
    cause: 'Beleg {number} weicht von der Bestellung ab: {differences}.',
    remedy: mendDocument,
  },
  'refused.by_office': {
    title: 'Das Büro lehnt den Beleg ab',
    cause: 'Das Büro hat den Beleg abgeholt und abgelehnt.',
    remedy: mendWhatIsNamed,
  },
  'refused.by_office:said': { title: 'Das Büro lehnt den Beleg ab', cause: '{said}', remedy: mendWhatIsNamed },
  'refused.several_found': {
    title: 'Das System hat Dubletten',
    cause: 'Die Bestellung braucht etwas nur einmal, zum Beispiel einen Kunden, und das System hat es mehrfach.',
    remedy: mergeDuplicates,
  },
  'refused.several_found:because': {
    title: 'Das System hat Dubletten',
    cause: '{because}',
    remedy: mergeDuplicates,
  },
  'refused.shared_in_doubt:unanswered': {
    title: wasMade,
    cause:
      'Es ist nicht bekannt, ob {object, select, customer {der Kunde} product {das Produkt} other {das Objekt ({object})}} angelegt wurde: {because}',
    remedy: {
      screen:
        'Finden Sie heraus, warum das System nicht antwortet, und versuchen Sie es erneut: Kontor fragt dann noch einmal, und nichts wird doppelt angelegt.',
      commandLine:
        'Finden Sie heraus, warum das System nicht antwortet, dann: kontor retry. Kontor fragt dann noch einmal, und nichts wird doppelt angelegt.',
    },
  },
  'refused.shared_in_doubt': {
    title: wasMade,
    cause:
      'Es ist nicht bekannt, ob {object, select, customer {der Kunde} product {das Produkt} other {das Objekt ({object})}} angelegt wurde: Das System kann es nicht sicher sagen.',
    remedy: {
      screen: 'Suchen Sie im System danach. Fehlt es, legen Sie es dort von Hand an. Versuchen Sie es dann erneut.',
      commandLine: 'Suchen Sie im System danach. Fehlt es, legen Sie es dort von Hand an. Dann: kontor retry.',
    },
  },
  'gap.order_unreadable': {
    title: 'Die Bestellung ist nicht lesbar',
    cause: 'Aus der Bestellung lässt sich kein Beleg erstellen, weil sie nicht lesbar ist: {because}',
    remedy: {
      screen: 'Korrigieren Sie die Bestellung im Shop und speichern Sie sie dort. Sie wird dann von selbst gesendet.',
      commandLine:
        'Den Grund zeigt: kontor order show. Korrigieren Sie die Bestellung im Shop und speichern Sie sie dort. Sie wird dann von selbst gesendet.',
    },
  },
  'gap.forgotten': {
    title: 'Der Inhalt der Bestellung ist gelöscht',
    cause:
      'Der Inhalt der Bestellung wurde in der Bridge gelöscht, weil die Frist abgelaufen war oder jemand darum gebeten hat. Ohne ihn lässt sich kein Beleg erstellen.',
    remedy:
      'Erledigen Sie in {target} von Hand, was noch zu tun ist, und markieren Sie den Beleg als anderweitig erledigt. Ändert sich die Bestellung im Shop, kommt ihr Inhalt zurück.',
  },

  'prepared.missing': { title: 'Fehlt', cause: 'Es fehlt und kann angelegt werden.', remedy: nothing },
  'prepared.there': { title: 'Schon vorhanden', cause: 'Es war schon vorhanden.', remedy: nothing },
  'prepared.made': { title: 'Angelegt', cause: 'Es wurde angelegt.', remedy: nothing },
  'prepared.made_before': {
    title: 'Früher angelegt',
    cause: 'Es wurde früher angelegt. Vielleicht dauert es einen Moment, bis das System es zeigt.',
    remedy: nothing,
  },
  'prepared.in_doubt': {
    title: 'Vielleicht angelegt',
    cause: '{because} Es wurde vielleicht trotzdem angelegt.',
    remedy: 'Versuchen Sie es in einer Minute noch einmal.',
  },
} as const satisfies Translated<typeof english>;
