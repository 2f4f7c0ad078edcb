<?php
/**
 * Pairing with a bridge, and its end.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Pairing;

use Kontor\Bridge\Bridge\Base64Url;
use Kontor\Bridge\Bridge\Http;
use Kontor\Bridge\Bridge\Jws;
use Kontor\Bridge\Bridge\Key;
use Kontor\Bridge\Orders\Outbox;
use Kontor\Bridge\Plugin;
use Kontor\Bridge\Prescription\Pushes;
use Kontor\Bridge\Problem;
use Kontor\Bridge\Reading\Access;

/** Pairs this shop, ends its pairing, and changes its key. */
final class Pair {
	/** The id under which the bridge knew this shop at its last pairing. */
	private const SHOP_OPTION = 'kontor_shop';

	/**
	 * The parts of pairing, in their order. Each can be its own request, so that a screen can tick off the steps one by
	 * one.
	 */
	public const PARTS = array( 'meet', 'join', 'try', 'read' );

	/**
	 * Pairs this shop with a pasted code, and checks every step.
	 *
	 * @param string $pasted The pairing code.
	 */
	public static function with( string $pasted ): Checklist {
		foreach ( self::PARTS as $part ) {
			$checklist = self::part( $part, $pasted );
			if ( null !== $checklist->first_problem() ) {
				break;
			}
		}
		return $checklist;
	}

	/**
	 * Does one part of pairing, and returns the checklist. The secret is sent only after the bridge has proved, within
	 * the same call, that it is the right one.
	 *
	 * @param string $part   One of `PARTS`.
	 * @param string $pasted The pairing code.
	 */
	public static function part( string $part, string $pasted ): Checklist {
		if ( 'try' === $part || 'read' === $part ) {
			$pairing = Pairing::current();
			if ( null === $pairing ) {
				return self::noted( array( 'signed' => self::unpaired() ) );
			}
			return self::noted( 'read' === $part ? Access::give( $pairing ) : array( 'signed' => $pairing->try_out() ) );
		}
		$code = PairingCode::read( $pasted );
		if ( null === $code ) {
			$problem = new Problem( 'code.unreadable', __( 'This is not a pairing code, or a part of the code is missing.', 'kontor-bridge' ), __( 'Copy the whole text that "kontor pair" prints. It begins with "kontor-".', 'kontor-bridge' ) );
			return Checklist::of( array( 'code' => $problem ) )->stored();
		}
		if ( null !== Pairing::other_site() ) {
			return Checklist::of( array( 'paired' => Pairing::elsewhere() ) )->stored();
		}
		$checklist = Checklist::of( array( 'code' => null ) + Identity::check( $code->bridge, $code->bridge_key, false ) );
		if ( 'join' === $part && null === $checklist->first_problem() ) {
			$checklist = $checklist->with( self::join( $code ) );
		}
		return $checklist->stored();
	}

	/**
	 * Sends the secret and the shop's key to the bridge. Returns the results of the steps.
	 *
	 * @param PairingCode $code The code.
	 * @return array<string, Problem|null>
	 */
	private static function join( PairingCode $code ): array {
		$key             = Key::of( get_option( Pairing::KEY_OPTION ) ) ?? Key::make();
		$url             = $code->bridge . '/v1/pairings/' . rawurlencode( $code->pairing ) . '/pair';
		$answer          = Http::send( 'POST', $url, self::body( $code, $key ) );
		$shop            = $answer->data['shop'] ?? null;
		$is_other_bridge = ( Pairing::current()->bridge ?? $code->bridge ) !== $code->bridge;
		if ( 'pairing.key_ended' === $answer->problem?->code && ! $is_other_bridge ) {
			// This bridge will never accept this key again, so the next code is used with a new key. A pairing with
			// another bridge may still use this key: then it stays.
			delete_option( Pairing::KEY_OPTION );
		}
		if ( null === $answer->data || ! is_string( $shop ) ) {
			return array( 'paired' => $answer->problem ?? new Problem( 'bridge.other_version', __( 'The bridge\'s answer names no shop.', 'kontor-bridge' ), __( 'Update the plugin and the bridge, then pair again.', 'kontor-bridge' ) ) );
		}
		$pairing = new Pairing( $code->bridge, $code->bridge_key, $shop, Pairing::address_here(), time(), $key );
		$pairing->store();
		if ( get_option( self::SHOP_OPTION ) !== $shop ) {
			// As a new shop at the bridge, it reads all results from the start, and sends orders that change from now
			// on. What led to another shop at the bridge is taken away.
			Access::remove();
			delete_option( 'kontor_cursor' );
			Pushes::forget();
			update_option( 'kontor_paired_at', time(), false );
			update_option( self::SHOP_OPTION, $shop, false );
		}
		$reached   = is_array( $answer->data['reached'] ?? null ) ? $answer->data['reached'] : array();
		$unreached = Problem::of( $reached );
		$steps     = array( 'paired' => null );
		if ( true === ( $reached['ok'] ?? null ) || null !== $unreached ) {
			$steps['reached'] = $unreached;
		}
		return $steps;
	}

	/** Checks the present pairing. */
	public static function test(): Checklist {
		$pairing = Pairing::current();
		if ( null === $pairing ) {
			return Checklist::of( array( 'paired' => self::unpaired() ) );
		}
		if ( $pairing->is_elsewhere() ) {
			return Checklist::of( array( 'paired' => Pairing::elsewhere() ) )->stored();
		}
		$last = Checklist::last();
		// The shop is paired, so its code could be read.
		$checklist = Checklist::of( array( 'code' => null ) + Identity::check( $pairing->bridge, $pairing->bridge_key ) );
		if ( null === $checklist->first_problem() ) {
			$checklist = $checklist->with(
				array(
					'paired' => null,
					'signed' => $pairing->try_out(),
				)
			);
		}
		// What was found before, and cannot be looked at while the bridge is away.
		$checklist = $checklist->with( $last?->notes() ?? array() );
		if ( null === $checklist->first_problem() ) {
			$checklist = $checklist->with( Access::check( $pairing, $last ) );
		}
		return $checklist->stored();
	}

	/** Keeps up what the bridge needs to read this shop. Does nothing in a shop that is not paired, or in a copy. */
	public static function keep_up(): void {
		$pairing = Pairing::current();
		$steps   = null === $pairing || $pairing->is_elsewhere() ? array() : Access::keep_up( $pairing, Checklist::last() );
		if ( array() !== $steps ) {
			self::noted( $steps );
		}
	}

	/**
	 * Ends the pairing. The bridge revokes the shop's key, and orders wait in the shop. The bridge's REST key and
	 * webhooks are deleted. The shop keeps its own key, by which the bridge recognises it when it is paired again.
	 */
	public static function end(): ?Problem {
		$pairing = Pairing::current();
		if ( null === $pairing ) {
			return self::unpaired();
		}
		$problem = $pairing->ask( 'POST', '/unpair' )->problem_without( 'revoked' );
		// If the bridge no longer accepts the key, it need not be revoked.
		$ended = array( 'proof.revoked_key', 'proof.unknown_key', 'shop.unknown' );
		if ( null !== $problem && ! in_array( $problem->code, $ended, true ) ) {
			return $problem;
		}
		Access::remove();
		Pairing::forget( false );
		Checklist::forget();
		return null;
	}

	/**
	 * Replaces the shop's key by a new one. The new key is stored before the bridge learns of it. If the answer is
	 * lost, the next call finds out which of the two keys the bridge accepts.
	 */
	public static function rotate(): ?Problem {
		$pairing = Pairing::current();
		if ( null === $pairing ) {
			return self::unpaired();
		}
		$next = Key::of( get_option( Pairing::NEXT_KEY_OPTION ) );
		if ( null !== $next ) {
			$problem = $pairing->with_key( $next )->try_out();
			if ( null === $problem ) {
				$pairing->with_key( $next )->store();
				delete_option( Pairing::NEXT_KEY_OPTION );
				return null;
			}
			// The new key may be the one that counts. It is dropped only if the bridge itself says that it does not
			// know the key.
			if ( ! in_array( $problem->code, array( 'proof.unknown_key', 'proof.revoked_key' ), true ) ) {
				return $problem;
			}
		}
		$next = Key::make();
		update_option( Pairing::NEXT_KEY_OPTION, $next->stored(), false );
		$proof   = Jws::sign(
			$next,
			'kontor-new-key+jws',
			array(
				'iss'      => $pairing->shop,
				'aud'      => $pairing->bridge,
				'iat'      => time(),
				'replaces' => $pairing->key->id(),
			)
		);
		$problem = $pairing->ask(
			'POST',
			'/key-rotation',
			array(
				'key'   => $next->public_jwk(),
				'proof' => $proof,
			)
		)->problem_without( 'keyId' );
		if ( null !== $problem ) {
			return $problem;
		}
		$pairing->with_key( $next )->store();
		delete_option( Pairing::NEXT_KEY_OPTION );
		return null;
	}

	/**
	 * Makes a copy of a shop forget key and pairing. The bridge is not told, since the original shop still uses both.
	 */
	public static function is_copy(): void {
		Access::remove();
		Pairing::forget( true );
		Checklist::forget();
		Outbox::forget_all();
		Pushes::forget();
		// These options describe the past of the original shop.
		$options = array(
			self::SHOP_OPTION,
			'kontor_paired_at',
			'kontor_reconciled',
			'kontor_first_event',
			'kontor_restored_at',
			'kontor_told_waiting',
		);
		foreach ( $options as $option ) {
			delete_option( $option );
		}
	}

	/** Makes a shop that has moved continue from its new address, at which the bridge is to read it. */
	public static function has_moved(): void {
		$pairing = Pairing::current()?->moved_here();
		$pairing?->store();
		$key = Key::of( get_option( Pairing::KEY_OPTION ) );
		if ( null !== $key ) {
			Pairing::store_key( $key, Pairing::address_here() );
		}
		if ( null !== $pairing ) {
			self::noted( Access::give( $pairing ) );
		}
	}

	/**
	 * Adds results to the stored checklist.
	 *
	 * @param array<string, Problem|null> $steps The results.
	 */
	private static function noted( array $steps ): Checklist {
		return ( Checklist::last() ?? Checklist::of( array() ) )->with( $steps )->stored();
	}

	/** The problem of a shop that is not paired. */
	public static function unpaired(): Problem {
		return new Problem( 'site.unpaired', __( 'This shop is not paired with a bridge.', 'kontor-bridge' ), __( 'Open WooCommerce → Kontor and paste the code that "kontor pair" prints.', 'kontor-bridge' ) );
	}

	/**
	 * The body of the pairing request.
	 *
	 * @param PairingCode $code The code.
	 * @param Key         $key  The shop's key.
	 */
	private static function body( PairingCode $code, Key $key ): string {
		$proof = Jws::sign(
			$key,
			'kontor-pairing+jws',
			array(
				'iss'     => $key->id(),
				'aud'     => $code->bridge,
				'iat'     => time(),
				'pairing' => $code->pairing,
				'bh'      => Base64Url::encode( hash( 'sha256', $code->secret, true ) ),
			)
		);
		// Before it answers, the bridge may ask this site to prove that it has the key. So the key is stored first.
		Pairing::store_key( $key, Pairing::address_here() );
		set_transient( 'kontor_pairing_with', $code->bridge, 120 );
		return (string) wp_json_encode(
			array(
				'secret' => $code->secret,
				'key'    => $key->public_jwk(),
				'proof'  => $proof,
				'shop'   => array(
					'name'     => mb_substr( wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ), 0, 200 ) ?: Pairing::address_here(),
					'url'      => Pairing::address_here(),
					'plugin'   => Plugin::version(),
					'protocol' => Plugin::PROTOCOL,
				),
			),
			JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE
		);
	}
}
