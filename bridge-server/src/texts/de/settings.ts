import type { settingWords as english } from '../en/settings.ts';
import type { TranslatedWords } from '../text.ts';

/** Labels and help of settings that every system may have. The key of a choice is that of its setting, with the value. */
export const settingWords = {
  'setting.paymentMethod': 'Zahlungsart',
  'setting.paymentMethod.help': 'Die ID der Zahlungsart im Shop, etwa vipps.',
  'setting.billingCountry': 'Land',
  'setting.billingCountry.help': 'Das Land der Rechnungsadresse.',
  'setting.area': 'Wo die Steuer anfällt',
  'setting.area.help':
    'Inland. Steuerfrei im Inland: Ohne eigenen Eintrag gelten die Einträge für das Inland. Außerhalb der Steuer: Geschenkkarten als Zahlung, Trinkgeld und Rundung. Steuer eines anderen Landes (OSS): Der Shop berechnet die Steuer dieses Landes. Reverse Charge: Verkauf an ein Unternehmen in der EU. Ausfuhr: Verkauf in ein anderes Land.',
  'setting.area.domestic': 'Inland',
  'setting.area.exempt': 'Steuerfrei im Inland',
  'setting.area.outside': 'Außerhalb der Steuer',
  'setting.area.foreign': 'Steuer eines anderen Landes (OSS)',
  'setting.area.reverse_charge': 'Reverse Charge',
  'setting.area.export': 'Ausfuhr',
  'setting.lineCountry': 'Land',
  'setting.lineCountry.help': 'Nur für Positionen, die in dieses Land gehen, etwa SE; leer: für alle Länder.',
  'setting.lineKind': 'Art der Position',
  'setting.lineKind.help': 'Nur für Positionen dieser Art, etwa Versand; leer: für alle Arten.',
  'setting.lineKind.article': 'Artikel',
  'setting.lineKind.shipping': 'Versand',
  'setting.lineKind.fee': 'Gebühr',
  'setting.lineKind.gift_card': 'Geschenkkarte',
  'setting.lineKind.tip': 'Trinkgeld',
  'setting.lineKind.rounding': 'Rundung',
  'setting.rate': 'Steuersatz',
  'setting.rate.help': 'In Prozent. 0: der Nullsatz. none: Der Shop berechnet auf die Position gar keine Steuer.',
  'setting.rate.none': 'keine Steuer',
  'setting.taxClass': 'Steuerklasse',
  'setting.taxClass.help':
    'Nur für Positionen mit dieser Steuerklasse des Shops (deren Titelform; standard für die Standardklasse); leer: für alle Steuerklassen.',
  'setting.category': 'Kategorie',
  'setting.category.help':
    'Nur für Artikel in dieser Kategorie des Shops (deren Titelform); leer: für alle Kategorien.',
  'setting.customers': 'Kunden',
  'setting.customers.help':
    'Ein Kunde je E-Mail-Adresse, einer je Bestellung oder ein Sammelkunde für alle Bestellungen.',
  'setting.customers.per_email': 'Einer je E-Mail-Adresse',
  'setting.customers.per_order': 'Einer je Bestellung',
  'setting.customers.collective': 'Ein Sammelkunde für alle Bestellungen',
  'setting.collectiveCustomer': 'Sammelkunde',
  'setting.collectiveCustomer.help':
    'Die Nummer des Sammelkunden in {target}, wenn alle Bestellungen auf einen Kunden gehen.',
  'setting.organisationNumberField': 'Feld der Organisationsnummer',
  'setting.organisationNumberField.help': 'Das Meta-Feld der Bestellung, in dem die Organisationsnummer steht.',
  'setting.purchaseOrderField': 'Feld der Bestellnummer des Kunden',
  'setting.purchaseOrderField.help': 'Das Meta-Feld der Bestellung, in dem die Bestellnummer des Kunden steht.',
  'setting.payments': 'Zahlungen',
  'setting.payments.help':
    'Zahlungen mit diesen Zahlungsarten werden auf diese Konten gebucht. Andere Zahlungen werden nicht gebucht.',
  'setting.paymentAccount': 'Konto',
  'setting.paymentAccount.help': 'Das Konto, auf dem das Geld eingeht, etwa 1570.',
  'setting.outsideWords': 'Wörter für Gebühren außerhalb der Steuer',
  'setting.outsideWords.help':
    'Eine Gebühr ohne Steuer ist eine Geschenkkarte als Zahlung, Trinkgeld oder Rundung, wenn ihr Name eines dieser Wörter enthält.',
  'setting.outsideKind': 'Art der Position',
  'setting.outsideKind.gift_card': 'Geschenkkarte',
  'setting.outsideKind.tip': 'Trinkgeld',
  'setting.outsideKind.rounding': 'Rundung',
  'setting.outsideWord': 'Wort',
  'setting.outsideWord.help': 'Ein Wort, das der Name der Gebühr enthält.',
  'setting.allowedComputers': 'Zugelassene Computer',
  'setting.allowedComputers.help':
    'Adressen oder Bereiche, von denen das Büro abrufen darf, durch Kommas getrennt, zum Beispiel 203.0.113.7, 2001:db8::/32. Leer: von überall, mit einem Schlüssel.',
  'setting.fetchMinutes': 'Erwarteter Abstand in Minuten',
  'setting.fetchMinutes.help':
    'Wie oft das Büro voraussichtlich abruft. Hat es doppelt so lange nicht gefragt, meldet Kontor das.',
  'setting.timeZone': 'Zeitzone des Shops',
  'setting.timeZone.help':
    'Zum Beispiel Europe/Berlin. Nur nötig, wenn WordPress auf UTC oder auf die Zeitzone von London eingestellt ist. Sonst gilt die Uhr des Shops.',
} as const satisfies TranslatedWords<typeof english>;
