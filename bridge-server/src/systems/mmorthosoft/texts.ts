import { fieldTextsOf, type Fields } from '../../texts/form.ts';
import { reasonsOf, type Reasons } from '../../texts/reason.ts';
import type { Catalogue } from '../../texts/text.ts';
import { assignmentTexts } from './assignment-texts.ts';

const english = {
  problems: {
    ...assignmentTexts.en.problems,
    'gap.insurer_number': {
      title: 'The IK {ik} has another check digit',
      cause: 'The order names the insurer by the IK {ik} (field "{key}"), but its last digit should be another one.',
      remedy:
        'Correct the field "{key}" of the order in the shop, or clear it. If the insurer really has this number, decide that it is right.',
    },
    'gap.insurer_number:length': {
      title: 'The field "{key}" holds no IK',
      cause:
        'The field "{key}" of the order should hold the IK of an insurer, and holds something else. An IK has nine digits.',
      remedy: 'Correct the field "{key}" of the order in the shop, or clear it.',
    },
    'gap.day_unreadable': {
      title: 'The field "{key}" holds no date',
      cause: 'The field "{key}" of the order should hold a date such as 1950-05-14, and holds something else.',
      remedy: 'Correct the field "{key}" of the order in the shop, or clear it.',
    },
  },
  words: {
    ...assignmentTexts.en.words,
    'function.orders': 'Orders',
    'function.orders.help':
      'Offers a document for each order, and a new one when the order changes. The office fetches with a key that you create under Fetching.',
    'function.cancellations': 'Cancellations',
    'function.cancellations.help':
      'Offers a document that takes a cancelled order back. If this is switched off, each cancellation becomes a task.',
    'setting.files': 'Field with addresses of files',
    'setting.files.help':
      "The order's meta field with the addresses of scans on the shop's own host. Kontor fetches them. Files that Kontor's plugin sends need no such field.",
    'setting.care': 'Fields of the order',
    'setting.care.help':
      'Which meta field of the order holds what about patient, doctor, insurer and prescription. If a field is named twice, the first key with a text counts.',
    'setting.careField': 'What it holds',
    'setting.careField.patientFirstName': 'First name of the patient',
    'setting.careField.patientLastName': 'Last name of the patient',
    'setting.careField.birthDate': 'Birth date of the patient',
    'setting.careField.insuranceNumber': 'Insurance number',
    'setting.careField.insuranceStatus': 'Insurance status',
    'setting.careField.doctorName': 'Name of the doctor',
    'setting.careField.lanr': "Doctor's number (LANR)",
    'setting.careField.bsnr': "Number of the doctor's practice (BSNR)",
    'setting.careField.insurerName': 'Name of the insurer',
    'setting.careField.ik': "Insurer's number (IK)",
    'setting.careField.prescriptionNumber': 'Number of the prescription',
    'setting.careField.prescriptionDate': 'Date of the prescription',
    'setting.careKey': 'Meta key',
    'setting.careKey.help': 'Such as _kontor_doctor_name.',
    'setting.format': 'Format',
    'setting.format.help':
      'Kontor: the format that docs/mmorthosoft-intake.xsd describes. openTRANS 2.1: the standard for orders between companies. Documents that were offered before keep their format.',
    'setting.format.kontor': 'Kontor',
    'setting.format.opentrans': 'openTRANS 2.1',
    'setting.elementNames': 'Other element names',
    'setting.elementNames.help':
      "Renames elements of Kontor's format to the names of the vendor's description. Renamed documents have no namespace, and no published schema checks them.",
    'setting.ourName': "Kontor's name",
    'setting.ourName.help': 'Such as lastName, or patient/lastName for one parent only. intake is the root.',
    'setting.theirName': 'Other name',
    'setting.theirName.help':
      'Such as Nachname: letters, digits, hyphens, dots and underscores; it begins with a letter or an underscore.',
  },
} as const;

type OrthosoftTexts = Catalogue<typeof english.problems, typeof english.words>;

const german: OrthosoftTexts['de'] = {
  problems: {
    ...assignmentTexts.de.problems,
    'gap.insurer_number': {
      title: 'Die IK {ik} hat eine andere Prüfziffer',
      cause:
        'Die Bestellung nennt den Kostenträger mit der IK {ik} (Feld „{key}“), aber deren letzte Ziffer müsste eine andere sein.',
      remedy:
        'Berichtigen Sie das Feld „{key}“ der Bestellung im Shop, oder leeren Sie es. Hat der Kostenträger wirklich diese Nummer, entscheiden Sie, dass sie stimmt.',
    },
    'gap.insurer_number:length': {
      title: 'Im Feld „{key}“ steht keine IK',
      cause:
        'Im Feld „{key}“ der Bestellung sollte die IK eines Kostenträgers stehen, dort steht aber etwas anderes. Eine IK hat neun Ziffern.',
      remedy: 'Berichtigen Sie das Feld „{key}“ der Bestellung im Shop, oder leeren Sie es.',
    },
    'gap.day_unreadable': {
      title: 'Das Feld „{key}“ enthält kein Datum',
      cause: 'Das Feld „{key}“ der Bestellung sollte ein Datum wie 1950-05-14 enthalten und enthält etwas anderes.',
      remedy: 'Berichtigen Sie das Feld „{key}“ der Bestellung im Shop, oder leeren Sie es.',
    },
  },
  words: {
    ...assignmentTexts.de.words,
    'function.orders': 'Bestellungen',
    'function.orders.help':
      'Stellt zu jeder Bestellung einen Beleg bereit, und einen neuen, wenn sie sich ändert. Das Büro ruft mit einem Schlüssel ab, den Sie unter Abruf erstellen.',
    'function.cancellations': 'Stornierungen',
    'function.cancellations.help':
      'Stellt einen Beleg bereit, der eine stornierte Bestellung zurücknimmt. Ist das ausgeschaltet, wird aus jeder Stornierung eine Aufgabe.',
    'setting.files': 'Feld mit Adressen von Dateien',
    'setting.files.help':
      'Das Meta-Feld der Bestellung mit den Adressen von Scans auf dem eigenen Host des Shops. Kontor holt sie. Dateien, die das Plugin von Kontor sendet, brauchen kein solches Feld.',
    'setting.care': 'Felder der Bestellung',
    'setting.care.help':
      'Welches Meta-Feld der Bestellung was über Patient, Arzt, Kostenträger und Verordnung enthält. Ist ein Feld zweimal genannt, zählt der erste Schlüssel mit einem Text.',
    'setting.careField': 'Was es enthält',
    'setting.careField.patientFirstName': 'Vorname des Patienten',
    'setting.careField.patientLastName': 'Nachname des Patienten',
    'setting.careField.birthDate': 'Geburtsdatum des Patienten',
    'setting.careField.insuranceNumber': 'Versichertennummer',
    'setting.careField.insuranceStatus': 'Versichertenstatus',
    'setting.careField.doctorName': 'Name des Arztes',
    'setting.careField.lanr': 'Arztnummer (LANR)',
    'setting.careField.bsnr': 'Betriebsstättennummer (BSNR)',
    'setting.careField.insurerName': 'Name des Kostenträgers',
    'setting.careField.ik': 'Nummer des Kostenträgers (IK)',
    'setting.careField.prescriptionNumber': 'Nummer der Verordnung',
    'setting.careField.prescriptionDate': 'Datum der Verordnung',
    'setting.careKey': 'Meta-Schlüssel',
    'setting.careKey.help': 'Zum Beispiel _kontor_doctor_name.',
    'setting.format': 'Format',
    'setting.format.help':
      'Kontor: das Format, das docs/mmorthosoft-intake.xsd beschreibt. openTRANS 2.1: der Standard für Bestellungen zwischen Firmen. Belege, die schon bereitgestellt sind, behalten ihr Format.',
    'setting.format.kontor': 'Kontor',
    'setting.format.opentrans': 'openTRANS 2.1',
    'setting.elementNames': 'Andere Elementnamen',
    'setting.elementNames.help':
      'Benennt Elemente von Kontors Format um, so wie die Beschreibung des Herstellers sie nennt. Umbenannte Belege haben keinen Namensraum, und kein veröffentlichtes Schema prüft sie.',
    'setting.ourName': 'Kontors Name',
    'setting.ourName.help':
      'Zum Beispiel lastName, oder patient/lastName nur in diesem Element. intake ist die Wurzel.',
    'setting.theirName': 'Anderer Name',
    'setting.theirName.help':
      'Zum Beispiel Nachname: Buchstaben, Ziffern, Bindestriche, Punkte und Unterstriche, am Anfang ein Buchstabe oder Unterstrich.',
  },
};

const norwegian: OrthosoftTexts['nb'] = {
  problems: {
    ...assignmentTexts.nb.problems,
    'gap.insurer_number': {
      title: 'IK {ik} har et annet kontrollsiffer',
      cause: 'Ordren oppgir forsikringen med IK {ik} (feltet «{key}»), men det siste sifferet skulle vært et annet.',
      remedy:
        'Rett feltet «{key}» i ordren i butikken, eller tøm det. Hvis forsikringen virkelig har dette nummeret, avgjør du at det er riktig.',
    },
    'gap.insurer_number:length': {
      title: 'Feltet «{key}» inneholder ingen IK',
      cause: 'Feltet «{key}» på ordren skal inneholde forsikringens IK, men inneholder noe annet. En IK har ni sifre.',
      remedy: 'Rett feltet «{key}» i ordren i butikken, eller tøm det.',
    },
    'gap.day_unreadable': {
      title: 'Feltet «{key}» inneholder ingen dato',
      cause: 'Feltet «{key}» i ordren skal inneholde en dato som 1950-05-14, men inneholder noe annet.',
      remedy: 'Rett feltet «{key}» i ordren i butikken, eller tøm det.',
    },
  },
  words: {
    ...assignmentTexts.nb.words,
    'function.orders': 'Ordrer',
    'function.orders.help':
      'Tilbyr et dokument for hver ordre, og et nytt når ordren endres. Kontoret henter med en nøkkel som du lager under Henting.',
    'function.cancellations': 'Kanselleringer',
    'function.cancellations.help':
      'Tilbyr et dokument som trekker en kansellert ordre tilbake. Hvis dette er slått av, blir hver kansellering en oppgave.',
    'setting.files': 'Felt med adresser til filer',
    'setting.files.help':
      'Metafeltet i ordren med adressene til skanninger på nettbutikkens egen vert. Kontor henter dem. Filer som Kontors utvidelse sender, trenger ikke et slikt felt.',
    'setting.care': 'Felter i ordren',
    'setting.care.help':
      'Hvilket metafelt i ordren som inneholder hva om pasient, lege, forsikring og resept. Hvis et felt er oppgitt to ganger, gjelder den første nøkkelen som har en tekst.',
    'setting.careField': 'Hva det inneholder',
    'setting.careField.patientFirstName': 'Pasientens fornavn',
    'setting.careField.patientLastName': 'Pasientens etternavn',
    'setting.careField.birthDate': 'Pasientens fødselsdato',
    'setting.careField.insuranceNumber': 'Forsikringsnummer',
    'setting.careField.insuranceStatus': 'Forsikringsstatus',
    'setting.careField.doctorName': 'Legens navn',
    'setting.careField.lanr': 'Legens nummer (LANR)',
    'setting.careField.bsnr': 'Legekontorets nummer (BSNR)',
    'setting.careField.insurerName': 'Forsikringens navn',
    'setting.careField.ik': 'Forsikringens nummer (IK)',
    'setting.careField.prescriptionNumber': 'Reseptens nummer',
    'setting.careField.prescriptionDate': 'Reseptens dato',
    'setting.careKey': 'Metanøkkel',
    'setting.careKey.help': 'For eksempel _kontor_doctor_name.',
    'setting.format': 'Format',
    'setting.format.help':
      'Kontor: formatet som docs/mmorthosoft-intake.xsd beskriver. openTRANS 2.1: standarden for ordrer mellom bedrifter. Dokumenter som allerede er tilbudt, beholder formatet sitt.',
    'setting.format.kontor': 'Kontor',
    'setting.format.opentrans': 'openTRANS 2.1',
    'setting.elementNames': 'Andre elementnavn',
    'setting.elementNames.help':
      'Gir elementer i Kontors format de navnene som leverandørens beskrivelse har. Dokumenter med andre navn har ikke noe navnerom, og ikke noe publisert skjema kontrollerer dem.',
    'setting.ourName': 'Kontors navn',
    'setting.ourName.help': 'For eksempel lastName, eller patient/lastName bare i det elementet. intake er roten.',
    'setting.theirName': 'Annet navn',
    'setting.theirName.help':
      'For eksempel Nachname: bokstaver, sifre, bindestreker, punktum og understreker; først en bokstav eller en understrek.',
  },
};

/** What mmOrthosoft says in its own way. */
export const orthosoftTexts: OrthosoftTexts = { en: english, de: german, nb: norwegian };

/** Names the texts of a field that only mmOrthosoft has. */
export const orthosoftField: Fields<typeof english.words> = fieldTextsOf(orthosoftTexts);

/** Reasons that only mmOrthosoft has. */
export const orthosoftReason: Reasons<typeof english.problems> = reasonsOf(orthosoftTexts);
