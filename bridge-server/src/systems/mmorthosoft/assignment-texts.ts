import { fieldTextsOf, type Fields } from '../../texts/form.ts';
import { reasonsOf, wordsOf, type Reasons, type WordsIn } from '../../texts/reason.ts';
import type { Catalogue } from '../../texts/text.ts';

const english = {
  problems: {
    'gap.insurer_unknown': {
      title: 'Insurer unknown: {ik}',
      cause: "The order names the insurer with the IK {ik}, which is not among the partner firms of the shop's office.",
      remedy: {
        screen:
          'Choose the insurer, or hand the order over without one. Or enter the insurer among the partner firms; the order then goes on by itself.',
        commandLine:
          'Choose the insurer with: kontor task decide. Or add it with: kontor person save partner … --ik {ik}; the order then goes on by itself.',
      },
    },
    'gap.insurer_unknown:mistyped': {
      title: 'Insurer unknown, perhaps mistyped: {ik}',
      cause:
        "The order names the insurer with the IK {ik}, which is not among the partner firms of the shop's office. The IK is most likely mistyped: its last digit does not fit the others.",
      remedy: {
        screen:
          'Compare the IK with the prescription, and correct it on the order in the shop; the order then goes on by itself. If it is right, choose the insurer, or hand the order over without one.',
        commandLine:
          'Compare the IK with the prescription, and correct it on the order in the shop; the order then goes on by itself. If it is right, choose the insurer with: kontor task decide.',
      },
    },
    'gap.branch_unknown': {
      title: 'Branch unknown: {branch}',
      cause: "The order names the branch “{branch}”, which is not among the branches of the shop's office.",
      remedy: {
        screen:
          "Choose the branch, or use the connection's own. Or enter the branch among the branches; the order then goes on by itself.",
        commandLine:
          'Choose the branch with: kontor task decide. Or add it with: kontor person save branch …; the order then goes on by itself.',
      },
    },
  },
  words: {
    'setting.employee': 'Employee',
    'setting.employee.help':
      'Who the new orders belong to at the office, such as WEB. Empty: the office decides. The list has the employees that are entered under People.',
    'setting.branch': 'Branch',
    'setting.branch.help':
      'The branch of orders that name none and that no entry below fits. Empty: the office decides.',
    'setting.clerk': 'Clerk',
    'setting.clerk.help': 'Who works on the new orders at the office. Empty: the office decides.',
    'setting.branchField': 'Field of the branch',
    'setting.branchField.help': "The order's meta field with the number or the name of the branch.",
    'setting.branches': 'Branches by shipping',
    'setting.branches.help':
      'The branch of orders that are collected at a place or sent by a shipping method. The first entry that fits counts.',
    'setting.branches.shipping': 'Pickup location or shipping method',
    'setting.branches.shipping.help':
      'The name of the pickup location, or the title or the id of the shipping method, such as flat_rate:3.',
    'setting.branches.branch': 'Branch',
    'setting.clerks': 'Clerks by branch',
    'setting.clerks.help': 'Who works on the orders of a branch, if it is somebody else than for the whole connection.',
    'setting.tasks': 'Tasks',
    'setting.tasks.help': 'Whether somebody is to look at each new order. The clerk of the order gets the task.',
    'setting.tasks.problems': 'Only for problems',
    'setting.tasks.every_order': 'For every new order',
    'option.without_insurer': 'Hand over without an insurer',
    'option.own_branch': 'As if the order named no branch',
  },
} as const;

/** What mmOrthosoft says about whom an order is assigned to. */
export const assignmentTexts: Catalogue<typeof english.problems, typeof english.words> = {
  en: english,
  de: {
    problems: {
      'gap.insurer_unknown': {
        title: 'Kasse unbekannt: {ik}',
        cause: 'Die Bestellung nennt die Kasse mit dem IK {ik}, die nicht unter den Partnerfirmen des Büros ist.',
        remedy: {
          screen:
            'Wählen Sie die Kasse, oder übergeben Sie den Auftrag ohne Kasse. Oder tragen Sie die Kasse unter den Partnerfirmen ein; die Bestellung geht dann von selbst weiter.',
          commandLine:
            'Wählen Sie die Kasse mit: kontor task decide. Oder tragen Sie sie ein mit: kontor person save partner … --ik {ik}; die Bestellung geht dann von selbst weiter.',
        },
      },
      'gap.insurer_unknown:mistyped': {
        title: 'Kasse unbekannt, vielleicht vertippt: {ik}',
        cause:
          'Die Bestellung nennt die Kasse mit dem IK {ik}, die nicht unter den Partnerfirmen des Büros ist. Das IK ist wahrscheinlich vertippt: Die letzte Ziffer passt nicht zu den anderen.',
        remedy: {
          screen:
            'Vergleichen Sie das IK mit dem Rezept und berichtigen Sie es an der Bestellung im Shop; die Bestellung geht dann von selbst weiter. Wenn es stimmt, wählen Sie die Kasse, oder übergeben Sie den Auftrag ohne Kasse.',
          commandLine:
            'Vergleichen Sie das IK mit dem Rezept und berichtigen Sie es an der Bestellung im Shop; die Bestellung geht dann von selbst weiter. Wenn es stimmt, wählen Sie die Kasse mit: kontor task decide.',
        },
      },
      'gap.branch_unknown': {
        title: 'Filiale unbekannt: {branch}',
        cause: 'Die Bestellung nennt die Filiale „{branch}“, die nicht unter den Filialen des Büros ist.',
        remedy: {
          screen:
            'Wählen Sie die Filiale, oder nehmen Sie die der Verbindung. Oder tragen Sie die Filiale unter den Filialen ein; die Bestellung geht dann von selbst weiter.',
          commandLine:
            'Wählen Sie die Filiale mit: kontor task decide. Oder tragen Sie sie ein mit: kontor person save branch …; die Bestellung geht dann von selbst weiter.',
        },
      },
    },
    words: {
      'setting.employee': 'Mitarbeiter',
      'setting.employee.help':
        'Wem die neuen Aufträge gehören, zum Beispiel WEB. Leer: Das Büro entscheidet. Zur Auswahl stehen die Mitarbeiter, die unter Personen eingetragen sind.',
      'setting.branch': 'Filiale',
      'setting.branch.help':
        'Die Filiale von Bestellungen, die keine nennen und auf die kein Eintrag darunter passt. Leer: Das Büro entscheidet.',
      'setting.clerk': 'Sachbearbeiter',
      'setting.clerk.help': 'Wer die neuen Aufträge im Büro bearbeitet. Leer: Das Büro entscheidet.',
      'setting.branchField': 'Feld der Filiale',
      'setting.branchField.help': 'Das Metafeld der Bestellung mit der Nummer oder dem Namen der Filiale.',
      'setting.branches': 'Filialen nach Versand',
      'setting.branches.help':
        'Die Filiale von Bestellungen, die an einem Ort abgeholt oder auf eine Art versandt werden. Der erste Eintrag, der passt, gilt.',
      'setting.branches.shipping': 'Abholort oder Versandart',
      'setting.branches.shipping.help':
        'Der Name des Abholorts, oder Titel oder Kennung der Versandart, zum Beispiel flat_rate:3.',
      'setting.branches.branch': 'Filiale',
      'setting.clerks': 'Sachbearbeiter nach Filiale',
      'setting.clerks.help':
        'Wer die Aufträge einer Filiale bearbeitet, wenn es jemand anderes ist als für die ganze Verbindung.',
      'setting.tasks': 'Aufgaben',
      'setting.tasks.help':
        'Ob jemand jede neue Bestellung ansehen soll. Die Aufgabe bekommt der Sachbearbeiter der Bestellung.',
      'setting.tasks.problems': 'Nur bei Problemen',
      'setting.tasks.every_order': 'Zu jeder neuen Bestellung',
      'option.without_insurer': 'Ohne Kasse übergeben',
      'option.own_branch': 'Als ob die Bestellung keine Filiale nennt',
    },
  },
  nb: {
    problems: {
      'gap.insurer_unknown': {
        title: 'Forsikring ukjent: {ik}',
        cause: 'Ordren nevner forsikringen med IK {ik}, som ikke er blant kontorets partnerfirmaer.',
        remedy: {
          screen:
            'Velg forsikringen, eller overlever ordren uten. Eller legg inn forsikringen blant partnerfirmaene; ordren går da videre av seg selv.',
          commandLine:
            'Velg forsikringen med: kontor task decide. Eller legg den inn med: kontor person save partner … --ik {ik}; ordren går da videre av seg selv.',
        },
      },
      'gap.insurer_unknown:mistyped': {
        title: 'Forsikring ukjent, kanskje feilskrevet: {ik}',
        cause:
          'Ordren nevner forsikringen med IK {ik}, som ikke er blant kontorets partnerfirmaer. IK er trolig feilskrevet: Det siste sifferet passer ikke til de andre.',
        remedy: {
          screen:
            'Sammenlign IK med resepten, og rett det på ordren i butikken; ordren går da videre av seg selv. Hvis det stemmer, velg forsikringen, eller overlever ordren uten.',
          commandLine:
            'Sammenlign IK med resepten, og rett det på ordren i butikken; ordren går da videre av seg selv. Hvis det stemmer, velg forsikringen med: kontor task decide.',
        },
      },
      'gap.branch_unknown': {
        title: 'Filial ukjent: {branch}',
        cause: 'Ordren nevner filialen «{branch}», som ikke er blant kontorets filialer.',
        remedy: {
          screen:
            'Velg filialen, eller bruk koblingens egen. Eller legg inn filialen blant filialene; ordren går da videre av seg selv.',
          commandLine:
            'Velg filialen med: kontor task decide. Eller legg den inn med: kontor person save branch …; ordren går da videre av seg selv.',
        },
      },
    },
    words: {
      'setting.employee': 'Ansatt',
      'setting.employee.help':
        'Hvem de nye ordrene tilhører på kontoret, for eksempel WEB. Tomt: Kontoret bestemmer. Listen har de ansatte som er lagt inn under Personer.',
      'setting.branch': 'Filial',
      'setting.branch.help':
        'Filialen for ordrer som ikke nevner noen, og som ingen rad nedenfor passer til. Tomt: Kontoret bestemmer.',
      'setting.clerk': 'Saksbehandler',
      'setting.clerk.help': 'Hvem som behandler de nye ordrene på kontoret. Tomt: Kontoret bestemmer.',
      'setting.branchField': 'Felt for filial',
      'setting.branchField.help': 'Ordrens metafelt med filialens nummer eller navn.',
      'setting.branches': 'Filialer etter frakt',
      'setting.branches.help':
        'Filialen for ordrer som hentes på et sted eller sendes med en fraktmetode. Den første raden som passer, gjelder.',
      'setting.branches.shipping': 'Hentested eller fraktmetode',
      'setting.branches.shipping.help':
        'Hentestedets navn, eller fraktmetodens tittel eller kjenning, for eksempel flat_rate:3.',
      'setting.branches.branch': 'Filial',
      'setting.clerks': 'Saksbehandlere etter filial',
      'setting.clerks.help': 'Hvem som behandler en filials ordrer, om det er en annen enn for hele koblingen.',
      'setting.tasks': 'Oppgaver',
      'setting.tasks.help': 'Om noen skal se på hver nye ordre. Ordrens saksbehandler får oppgaven.',
      'setting.tasks.problems': 'Bare ved problemer',
      'setting.tasks.every_order': 'For hver nye ordre',
      'option.without_insurer': 'Overlever uten forsikring',
      'option.own_branch': 'Som om ordren ikke nevner noen filial',
    },
  },
};

export const assignmentField: Fields<typeof english.words> = fieldTextsOf(assignmentTexts);
export const assignmentReason: Reasons<typeof english.problems> = reasonsOf(assignmentTexts);
export const assignmentWord: WordsIn<typeof english.words> = wordsOf(assignmentTexts);
