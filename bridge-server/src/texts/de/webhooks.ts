import type { webhookTexts as english } from '../en/webhooks.ts';
import type { Translated } from '../text.ts';

export const webhookTexts = {
  'webhook.unknown': {
    title: 'Die Bridge erwartet keine Webhooks dieses Shops',
    cause: 'Die Bridge hat keinen solchen Shop, oder für ihn sind keine Webhooks eingerichtet.',
    remedy: {
      screen:
        'Bitten Sie den Betreiber der Bridge, die Webhooks einzurichten. Löschen Sie Webhooks eines Shops, der nicht mehr verbunden ist.',
      commandLine:
        'Richten Sie die Webhooks ein: kontor shop webhooks --shop …. Löschen Sie Webhooks eines Shops, der nicht mehr verbunden ist (WooCommerce → Einstellungen → Erweitert → Webhooks).',
    },
  },
  'webhook.not_signed': {
    title: 'Der Webhook ist nicht signiert',
    cause: 'Der Anfrage fehlt X-WC-Webhook-Signature, das WooCommerce jeder Zustellung beigibt.',
    remedy: 'Entfernt ein Proxy vor der Bridge diesen Header, lassen Sie ihn den Header weitergeben.',
  },
  'webhook.wrong_signature': {
    title: 'Die Signatur des Webhooks ist falsch',
    cause: 'Der Webhook ist mit einem anderen Geheimnis signiert, oder sein Inhalt wurde unterwegs verändert.',
    remedy: {
      screen:
        'Bitten Sie den Betreiber der Bridge um das Geheimnis, und tragen Sie es im Webhook ein (WooCommerce → Einstellungen → Erweitert → Webhooks).',
      commandLine:
        'Tragen Sie das Geheimnis im Webhook ein (WooCommerce → Einstellungen → Erweitert → Webhooks). Dieser Befehl zeigt es: kontor shop webhooks --by-hand --shop ….',
    },
  },
  'webhook.other_source': {
    title: 'Der Webhook kommt von einer anderen Adresse',
    cause:
      'Der Webhook nennt den Shop an {source}, die Bridge kennt ihn aber an {address}. Eine Kopie eines Shops hat die Webhooks des Originals.',
    remedy: {
      screen:
        'Ist dieser Shop eine Kopie, löschen Sie seine Webhooks (WooCommerce → Einstellungen → Erweitert → Webhooks). Ist der Shop umgezogen, bitten Sie den Betreiber der Bridge, ihn an der neuen Adresse zu verbinden.',
      commandLine:
        'Ist jener Shop eine Kopie, löschen Sie seine Webhooks (WooCommerce → Einstellungen → Erweitert → Webhooks). Ist der Shop umgezogen, fügen Sie ihn an der neuen Adresse hinzu oder koppeln Sie ihn dort: kontor pair.',
    },
  },
  'webhook.no_right': {
    title: 'Der Webhook darf keine Bestellungen zeigen',
    cause:
      'Der Shop sendet statt der Bestellung einen Fehler: Der Benutzer, der den Webhook angelegt hat, wurde gelöscht oder darf keine Bestellungen mehr sehen.',
    remedy:
      'Löschen Sie als Shop-Manager die Webhooks von Kontor im Shop und legen Sie sie neu an (WooCommerce → Einstellungen → Erweitert → Webhooks).',
  },
  'order.old_webhook': {
    title: 'Der Webhook hat eine alte Version',
    cause: 'Der Webhook sendet die Bestellung in einer alten Form, ohne die Zeiten, die ein Beleg braucht.',
    remedy:
      'Wählen Sie im Webhook die Version „WP REST API Integration v3“ (WooCommerce → Einstellungen → Erweitert → Webhooks). Speichern Sie danach die Bestellung im Shop.',
  },
  'webhook.not_reached': {
    title: 'Der Shop hat die Bridge noch nicht erreicht',
    cause: 'Die Webhooks sind eingerichtet, aber an {url} ist bisher nichts vom Shop angekommen.',
    remedy:
      'Prüfen Sie, ob der Server des Shops diese Adresse öffnen kann. WooCommerce ruft keine privaten Adressen auf, und nur die Ports 80, 443 und 8080. Bis dahin liest die Bridge den Shop alle fünf Minuten.',
  },
  'webhook.not_active': {
    title: 'Die Webhooks des Shops sind nicht aktiv',
    cause: 'Mindestens ein Webhook der Bridge fehlt im Shop oder ist nicht aktiv: {because}',
    remedy: {
      screen: 'Aktivieren Sie die Webhooks von Kontor im Shop (WooCommerce → Einstellungen → Erweitert → Webhooks).',
      commandLine:
        'Richten Sie sie mit einem Schlüssel neu ein, der schreiben darf: kontor shop webhooks --shop {shop} --consumer-key … --consumer-secret …',
    },
  },
  'shop_read.no_right_to_write': {
    title: 'Der REST-Schlüssel darf keine Webhooks einrichten',
    cause: 'Der REST-Schlüssel darf nur lesen und kann deshalb im Shop keine Webhooks einrichten.',
    remedy: {
      screen: 'Fügen Sie die Webhooks von Hand hinzu (WooCommerce → Einstellungen → Erweitert → Webhooks).',
      commandLine:
        'Nennen Sie einen Schlüssel, der schreiben darf; er wird einmal benutzt und nicht behalten (--consumer-key … --consumer-secret …). Oder lassen Sie sich zeigen, was von Hand einzutragen ist: kontor shop webhooks --by-hand --shop ….',
    },
  },
  'shop_read.no_order': {
    title: 'Der Shop hat keine solche Bestellung',
    cause: 'Weder der Shop noch die Bridge hat eine Bestellung mit der ID {order}.',
    remedy: {
      screen: 'Prüfen Sie die ID der Bestellung.',
      commandLine: 'Prüfen Sie die ID; sie kann von der Bestellnummer abweichen: kontor shop orders --shop ….',
    },
  },
  'order.refunds_unread:no_key': {
    title: 'Die Erstattungen der Bestellung sind nicht lesbar',
    cause:
      'Die Bestellung hat Erstattungen. Ein Webhook sagt nicht, was sie erstatten, und die Bridge hat keinen REST-Schlüssel, um den Shop zu fragen.',
    remedy: {
      screen: 'Bitten Sie den Betreiber der Bridge, den Shop mit einem REST-Schlüssel zu verbinden.',
      commandLine:
        'Verbinden Sie den Shop mit einem REST-Schlüssel: kontor shop connect --existing …. Holen Sie danach die Bestellung: kontor shop pull --orders ….',
    },
  },
} as const satisfies Translated<typeof english>;
