<?php
/**
 * The bridge's access to the shop's REST API.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Reading;

use Kontor\Bridge\Lease;
use Kontor\Bridge\Pairing\Checklist;
use Kontor\Bridge\Pairing\Pairing;
use Kontor\Bridge\Pairing\PairingCode;
use Kontor\Bridge\Problem;

/**
 * Gives the bridge a REST key, by which it finds orders that the plugin could not note, and sets up the webhooks by
 * which WooCommerce tells the bridge of changes at once. The shop works without both: their steps of the checklist,
 * `read` and `webhooks`, are only notes.
 */
final class Access {
	/** Longer than the bridge and a ping may take. */
	private const LEASE_SECONDS = 60;
	/** Filters by which code of the shop decides what the plugin sends. The REST API does not ask them. */
	private const OWN_RULES = array( 'kontor_should_send', 'kontor_order_body' );

	/**
	 * Gives the bridge a new key, and sets up the webhooks that the bridge names. The former key is deleted once the
	 * bridge has accepted the new one. Returns the results of the steps that were tried. While another process does the
	 * same, it does nothing.
	 *
	 * @param Pairing $pairing The pairing.
	 * @return array<string, Problem|null>
	 */
	public static function give( Pairing $pairing ): array {
		$lease = Lease::take( 'access', self::LEASE_SECONDS );
		if ( null === $lease ) {
			return array();
		}
		try {
			return self::give_alone( $pairing );
		} finally {
			$lease->end();
		}
	}

	/**
	 * Checks the access when a person asks for it, and gives a new one if anything is wrong. A webhook that is paused
	 * counts as wrong, too.
	 *
	 * @param Pairing        $pairing The pairing.
	 * @param Checklist|null $last    What was found before.
	 * @return array<string, Problem|null>
	 */
	public static function check( Pairing $pairing, ?Checklist $last ): array {
		$is_whole = self::could_read( $last ) && ! self::has_own_rules() && RestKey::is_there() && Webhooks::are_there();
		$is_right = $is_whole && ! Webhooks::is_any( 'paused', 'disabled' ) && null === Webhooks::ping();
		return $is_right ? array( 'webhooks' => null ) : self::give( $pairing );
	}

	/**
	 * Keeps the access up without anybody asking. A webhook that WooCommerce has disabled becomes active again, once
	 * the bridge can be reached. What a person has deleted in WooCommerce comes again only when a person asks for it.
	 *
	 * @param Pairing        $pairing The pairing.
	 * @param Checklist|null $last    What was found before.
	 * @return array<string, Problem|null>
	 */
	public static function keep_up( Pairing $pairing, ?Checklist $last ): array {
		if ( RestKey::is_missing() ) {
			return array( 'read' => new Problem( 'reading.key_missing', __( 'Somebody has deleted the bridge\'s REST key in WooCommerce.', 'kontor-bridge' ), __( 'If the bridge is to read the shop, press "Check again".', 'kontor-bridge' ) ) );
		}
		if ( ! self::could_read( $last ) || self::has_own_rules() ) {
			return self::give( $pairing );
		}
		if ( ! Webhooks::are_there() ) {
			return array( 'webhooks' => new Problem( 'webhooks.missing', __( 'A webhook to the bridge is missing in WooCommerce.', 'kontor-bridge' ), __( 'If WooCommerce is to tell the bridge of changes, press "Check again".', 'kontor-bridge' ) ) );
		}
		if ( ! Webhooks::is_any( 'disabled' ) ) {
			return array();
		}
		$problem = Webhooks::ping();
		return null === $problem ? self::give( $pairing ) : array( 'webhooks' => $problem );
	}

	/** Takes the access away: deletes the key and the webhooks in this shop. */
	public static function remove(): void {
		Webhooks::remove();
		RestKey::remove();
	}

	/**
	 * Whether the bridge could read the shop the last time.
	 *
	 * @param Checklist|null $last What was found before.
	 */
	private static function could_read( ?Checklist $last ): bool {
		return true === $last?->knows( 'read' ) && null === $last->problem_of( 'read' );
	}

	/**
	 * Does what `give` says.
	 *
	 * @param Pairing $pairing The pairing.
	 * @return array<string, Problem|null>
	 */
	private static function give_alone( Pairing $pairing ): array {
		if ( self::has_own_rules() ) {
			self::remove();
			$problem = new Problem( 'reading.own_rules', __( 'Code of this shop decides which orders are sent, or what is sent of them (kontor_should_send, kontor_order_body). The REST API would show the bridge every order as it is, so the bridge gets no key for it.', 'kontor-bridge' ), __( 'Nothing has to be done. If the bridge may see every order as it is, remove that code, then press "Check again".', 'kontor-bridge' ) );
			return array(
				'read'     => $problem,
				'webhooks' => $problem,
			);
		}
		if ( ! PairingCode::is_private_way( $pairing->bridge ) ) {
			return array( 'read' => new Problem( 'reading.no_https', __( 'The bridge\'s address does not begin with https, so others could read the REST key on its way. No key was made.', 'kontor-bridge' ), __( 'Ask whoever runs the bridge to give it an address with https, then pair again.', 'kontor-bridge' ) ) );
		}
		$owner = self::owner();
		if ( 0 === $owner ) {
			return array( 'read' => new Problem( 'reading.no_owner', __( 'No user of this site may manage the shop, so nobody can own the REST key. No key was made.', 'kontor-bridge' ), __( 'Give a user the role of shop manager or administrator, then press "Check again".', 'kontor-bridge' ) ) );
		}
		$key = RestKey::make( $owner );
		if ( null === $key ) {
			return array( 'read' => new Problem( 'shop.database', __( 'The shop\'s database did not store the REST key.', 'kontor-bridge' ), __( 'Ask your host whether the database is full or read-only.', 'kontor-bridge' ) ) );
		}
		$answer  = $pairing->ask(
			'POST',
			'/access',
			array(
				'url'            => trim( Pairing::address_here() ),
				'consumerKey'    => $key->consumer_key,
				'consumerSecret' => $key->consumer_secret,
			)
		);
		$reading = $answer->data['reading'] ?? null;
		if ( ! is_array( $reading ) || true !== ( $reading['ok'] ?? null ) ) {
			// If the answer was lost, the bridge may have taken the key. It is given another one within the hour.
			$key->discard();
			return array( 'read' => $answer->problem ?? Problem::of( $reading ) ?? self::other_version() );
		}
		$key->replace_others();
		$webhooks = self::webhooks_of( $answer->data['webhooks'] ?? null, $pairing );
		return array(
			'read'     => null,
			'webhooks' => null === $webhooks ? self::other_version() : Webhooks::set_up( $webhooks['url'], $webhooks['secret'], $webhooks['topics'], $owner ),
		);
	}

	/**
	 * Reads which webhooks the bridge wants. Null if the answer has another form, or leads elsewhere than to the
	 * bridge: a delivery holds a whole order.
	 *
	 * @param mixed   $wanted  The part of the answer.
	 * @param Pairing $pairing The pairing.
	 * @return array{url: string, secret: string, topics: list<string>}|null
	 */
	private static function webhooks_of( mixed $wanted, Pairing $pairing ): ?array {
		$url    = is_array( $wanted ) ? $wanted['deliveryUrl'] ?? null : null;
		$secret = is_array( $wanted ) ? $wanted['secret'] ?? null : null;
		$topics = is_array( $wanted ) ? $wanted['topics'] ?? null : null;
		if ( ! is_string( $url ) || ! str_starts_with( $url, $pairing->bridge . '/' ) || ! is_string( $secret ) || ! is_array( $topics ) ) {
			return null;
		}
		return array(
			'url'    => $url,
			'secret' => $secret,
			'topics' => array_values( array_filter( $topics, 'is_string' ) ),
		);
	}

	/** The user who owns key and webhooks: whoever asks, or else the first who may manage the shop; 0 for nobody. */
	private static function owner(): int {
		if ( current_user_can( 'manage_woocommerce' ) ) {
			return get_current_user_id();
		}
		$users = get_users(
			array(
				'capability' => 'manage_woocommerce',
				'orderby'    => 'ID',
				'number'     => 1,
				'fields'     => 'ID',
			)
		);
		return (int) ( $users[0] ?? 0 );
	}

	/** Whether code of this shop decides what the plugin sends. */
	private static function has_own_rules(): bool {
		return array() !== array_filter( self::OWN_RULES, 'has_filter' );
	}

	/** The problem of an answer that has another form. */
	private static function other_version(): Problem {
		return new Problem( 'bridge.other_version', __( 'The server at the bridge\'s address did not answer what it was asked.', 'kontor-bridge' ), __( 'Check the bridge\'s address, and update the plugin and the bridge.', 'kontor-bridge' ) );
	}
}
