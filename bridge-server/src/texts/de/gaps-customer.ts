import type { customerGapTexts as english } from '../en/gaps-customer.ts';
import type { Translated } from '../text.ts';

/** Why it is not known to which customer a document is made out. */
export const customerGapTexts = {
  'gap.customer_archived': {
    title: 'Der Kunde ist archiviert',
    cause: 'Der Kunde der Bestellung, {customer}, ist in {target} archiviert.',
    remedy: 'Aktivieren Sie {customer} in {target} und versuchen Sie es erneut.',
  },
  'gap.customer_ambiguous': {
    title: 'Mehrere Kunden mit dieser Adresse oder Nummer',
    cause:
      'In {target} haben mehrere Kunden die E-Mail-Adresse oder die Organisationsnummer der Bestellung: {customers}.',
    remedy:
      'Geben Sie an, welcher davon der Kunde der Bestellung ist. Die Antwort gilt für alle Bestellungen mit dieser E-Mail-Adresse und diesem Namen.',
  },
  'gap.customer_crowded': {
    title: 'Zu viele Kunden mit dieser Adresse oder Nummer',
    cause: 'In {target} haben {count} Kunden die E-Mail-Adresse oder die Organisationsnummer der Bestellung.',
    remedy:
      'Bestellen viele Personen mit derselben Adresse, etwa der einer Kasse, dann wählen Sie in den Einstellungen der Verbindung, dass jede Bestellung einen eigenen Kunden bekommt oder dass alle an den Sammelkunden gehen. Oder lassen Sie für diese Bestellung einen neuen Kunden anlegen.',
  },
  'gap.customer_name_differs': {
    title: 'Ist das der Kunde?',
    cause:
      'Der Kunde in {target} mit der E-Mail-Adresse oder Organisationsnummer der Bestellung stimmt nicht mit ihr überein: {customer} {differences}.',
    remedy:
      'Geben Sie an, ob es der Kunde der Bestellung ist. Die Antwort gilt für alle Bestellungen mit dieser E-Mail-Adresse und diesem Namen.',
  },
  'gap.collective_customer_unset': {
    title: 'Der Sammelkunde ist nicht eingestellt',
    cause: 'Alle Bestellungen gehen an einen Sammelkunden, aber die Einstellungen nennen ihn nicht.',
    remedy: 'Tragen Sie in den Einstellungen der Verbindung unter „Sammelkunde“ die Kundennummer ein.',
  },
  'gap.collective_customer_missing': {
    title: 'Es gibt keinen Kunden {number}',
    cause:
      'Alle Bestellungen sollen an den Kunden {number} gehen, aber in {target} gibt es keinen Kunden mit dieser Nummer.',
    remedy:
      'Korrigieren Sie in den Einstellungen der Verbindung die Nummer unter „Sammelkunde“, oder legen Sie den Kunden in {target} an.',
  },
  'gap.collective_customer_archived': {
    title: 'Der Kunde {number} ist archiviert',
    cause: 'Alle Bestellungen sollen an den Kunden {number} gehen, aber dieser ist in {target} archiviert.',
    remedy:
      'Aktivieren Sie den Kunden {number} in {target}, oder tragen Sie in den Einstellungen der Verbindung unter „Sammelkunde“ einen anderen ein.',
  },
  'gap.customer_missing': {
    title: 'Der Kunde fehlt in {target}',
    cause: 'In {target} gibt es den Kunden der Bestellung nicht, und die Verbindung legt keine Kunden an.',
    remedy:
      'Legen Sie den Kunden in {target} mit der E-Mail-Adresse und dem Namen der Bestellung an, oder lassen Sie die Verbindung Kunden anlegen.',
  },
  'gap.customer_missing:of_document': {
    title: 'Der Beleg hat keinen Kunden',
    cause: 'Der Beleg {number} in {target} hat keinen Kunden, oder {target} kennt seinen Kunden nicht mehr.',
    remedy:
      'Geben Sie dem Beleg in {target} einen Kunden und versuchen Sie es erneut, oder buchen Sie die Zahlung dort von Hand und markieren Sie sie als anderweitig erledigt.',
  },
  'gap.no_customer_name': {
    title: 'Die Bestellung hat keinen Kundennamen',
    cause: 'Die Bestellung nennt weder eine Person noch eine Firma.',
    remedy: 'Tragen Sie in der Rechnungsadresse der Bestellung einen Namen ein.',
  },
  'gap.no_email': {
    title: 'Die Bestellung hat keine E-Mail-Adresse',
    cause: 'Die Bestellung hat keine E-Mail-Adresse, und {target} braucht eine, um die Rechnung zu versenden.',
    remedy: 'Tragen Sie die E-Mail-Adresse des Kunden in der Rechnungsadresse der Bestellung ein.',
  },
  'gap.organisation_number': {
    title: 'Die Organisationsnummer ist ungültig',
    cause:
      '„{number}“ ist keine norwegische Organisationsnummer. Eine solche hat neun Ziffern, und die letzte ist eine Prüfziffer.',
    remedy: 'Korrigieren oder leeren Sie das Feld „{field}“ der Bestellung im Shop.',
  },
  'gap.number_series_missing': {
    title: 'Den Nummernkreis gibt es nicht mehr',
    cause: 'In {target} gibt es den Nummernkreis nicht mehr, aus dem neue Kunden ihre Nummer bekommen sollen.',
    remedy:
      'Sehen Sie sich die Nummernkreise in {target} an und wählen Sie in den Einstellungen der Verbindung unter „Nummernkreis“ einen anderen.',
  },
  'gap.number_series_foreign': {
    title: 'Der Nummernkreis ist nicht für Kunden',
    cause:
      'Der Nummernkreis „{name}“ ist nicht für Kunden: Sein Typ in {target} ist {type, select, none {ein anderer} other {{type}}}.',
    remedy: 'Wählen Sie in den Einstellungen der Verbindung unter „Nummernkreis“ einen Nummernkreis für Kunden.',
  },
  'gap.number_series_full': {
    title: 'Der Nummernkreis ist voll',
    cause: 'Alle Nummern des Nummernkreises „{name}“ ({from} bis {to}) sind vergeben.',
    remedy:
      'Erweitern Sie den Nummernkreis in {target}, oder wählen Sie in den Einstellungen der Verbindung unter „Nummernkreis“ einen anderen.',
  },
  'gap.customer_changed': {
    title: 'Die Bestellung hat jetzt einen anderen Kunden',
    cause: 'Die Bestellung ist jetzt für {customer}, ihr Beleg {number} lautet aber auf einen anderen Kunden.',
    remedy:
      'Stellen Sie den Entwurf {number} in {target} auf diesen Kunden um und versuchen Sie es erneut; oder entscheiden Sie, dass der Beleg bei seinem Kunden bleibt.',
  },
  'gap.customer_changed:invoice': {
    title: 'Die Bestellung hat jetzt einen anderen Kunden',
    cause: 'Die Bestellung ist jetzt für {customer}, ihr Beleg {number} lautet aber auf einen anderen Kunden.',
    remedy:
      'Schreiben Sie die Rechnung {number} in {target} gut, berechnen Sie die Bestellung von Hand neu und markieren Sie sie als anderweitig erledigt; oder entscheiden Sie, dass der Beleg bei seinem Kunden bleibt.',
  },
} as const satisfies Translated<typeof english>;
