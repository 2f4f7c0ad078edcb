import type { peopleTexts as englishTexts, peopleWords as englishWords } from '../en/people.ts';
import type { Translated, TranslatedWords } from '../text.ts';

export const peopleTexts = {
  'person.unknown': {
    title: 'Unter dieser Nummer gibt es niemanden',
    cause: 'Der Shop hat unter {kind} keinen Eintrag mit der Nummer {number}.',
    remedy: {
      screen: 'Laden Sie die Seite neu.',
      commandLine: 'Alle zeigt: kontor people --archived.',
    },
  },
  'person.ik_wrong': {
    title: 'Das IK ist falsch',
    cause: '{ik} ist kein Institutionskennzeichen (IK): Es hat neun Ziffern, und die letzte ist eine Prüfziffer.',
    remedy:
      'Geben Sie das IK so ein, wie es auf der Versichertenkarte oder in der Liste der Kassen steht, oder lassen Sie es weg.',
  },
  'person.ik_of_person': {
    title: 'Nur eine Partnerfirma hat ein IK',
    cause:
      'Es wurde ein IK angegeben, doch unter {kind} gibt es keines. Nur Kassen haben eines; sie sind Partnerfirmen.',
    remedy: 'Tragen Sie die Kasse unter den Partnerfirmen ein, oder lassen Sie das IK weg.',
  },
  'person.line_unreadable': {
    title: 'Die Zeile ist nicht lesbar',
    cause:
      'In Zeile {line} fehlt die Nummer oder der Name, oder ein Feld ist zu lang oder nicht das, was es sein sollte.',
    remedy: 'Schreiben Sie sie als Nummer;Name oder als Nummer;Name;{third}.',
  },
  'person.too_many_lines': {
    title: 'Die Liste ist zu lang',
    cause: 'Die Liste hat mehr als {most, number} Zeilen.',
    remedy: 'Speichern Sie sie in mehreren Teilen.',
  },
  'task.new_order': {
    title: 'Eine neue Bestellung',
    cause: 'Eine neue Bestellung liegt für das Büro bereit.',
    remedy: {
      screen: 'Sehen Sie sie an. Wählen Sie dann „Ich habe es erledigt“.',
      commandLine: 'Sehen Sie sie an. Melden Sie die Aufgabe dann als erledigt: kontor task done.',
    },
  },
  'task.not_reopened': {
    title: 'Die Aufgabe kann nicht wieder geöffnet werden',
    cause: 'Aufgabe {id} wird nicht mehr gebraucht, oder dieselbe Aufgabe ist als eine andere wieder offen.',
    remedy: {
      screen:
        'Laden Sie die Seite neu und suchen Sie eine offene Aufgabe zur selben Bestellung. Gibt es keine, wählen Sie bei ihrem Beleg „Erneut versuchen“, falls er jemanden braucht.',
      commandLine:
        'Suchen Sie eine offene Aufgabe zur selben Bestellung mit: kontor tasks. Gibt es keine, versuchen Sie es mit ihrem Beleg erneut: kontor retry.',
    },
  },
} as const satisfies Translated<typeof englishTexts>;

export const peopleWords = {
  'person.kind.branch': 'Filiale',
  'person.kind.employee': 'Mitarbeiter',
  'person.kind.clerk': 'Sachbearbeiter',
  'person.kind.partner': 'Partnerfirma',
  'person.email': 'E-Mail',
  'task.mail':
    '{count, plural, one {Eine Aufgabe wartet} other {# Aufgaben warten}} in Kontor auf Sie, im Shop {shop}.',
  'task.mail_subject': '{count, plural, one {Eine Aufgabe} other {# Aufgaben}} für Sie in Kontor',
  'task.mail_orders': 'Bestellungen: {orders}',
  'task.mail_where':
    'Öffnen Sie im Shop WooCommerce → Kontor → Bestellungen. Wer die Personen des Büros verwaltet, kann diese Mails für Sie abschalten.',
  'person.ik_doubtful': 'Die Prüfziffer des IK {ik} stimmt nicht. Bitte vergleichen Sie es mit der Vorlage.',
} as const satisfies TranslatedWords<typeof englishWords>;
