<?php
/**
 * Pairing with a bridge.
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
use Kontor\Bridge\Problem;

/** Pairs this shop, takes it apart from its bridge again, and changes its key. */
final class Pair {
	/** Which shop at the bridge this one was paired as last. */
	private const SHOP_OPTION = 'kontor_shop';

	/** The parts of pairing, in their order; each is a request of its own, so that a screen can tick the steps one by one. */
	public const PARTS = array( 'meet', 'join', 'try' );

	/**
	 * Pairs this shop by a pasted code, and checks what it can.
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
	 * Does one part of pairing; the checklist says how far it has come. The secret is told only to a bridge that has proved who it
	 * is, in this very request.
	 *
	 * @param string $part   One of `PARTS`.
	 * @param string $pasted The pairing code.
	 */
	public static function part( string $part, string $pasted ): Checklist {
		if ( 'try' === $part ) {
			$pairing = Pairing::current();
			$problem = null === $pairing ? self::unpaired() : $pairing->try_out();
			return ( Checklist::last() ?? Checklist::of( array() ) )->with( array( 'signed' => $problem ) )->stored();
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
	 * Has the bridge take this shop in; answers the steps that come of it.
	 *
	 * @param PairingCode $code The code.
	 * @return array<string, Problem|null>
	 */
	private static function join( PairingCode $code ): array {
		$key    = Key::of( get_option( Pairing::KEY_OPTION ) ) ?? Key::make();
		$answer = Http::send( 'POST', $code->bridge . '/v1/pairings/' . rawurlencode( $code->pairing ) . '/pair', self::body( $code, $key ) );
		$shop   = $answer->data['shop'] ?? null;
		if ( 'pairing.key_ended' === $answer->problem?->code && ( Pairing::current()->bridge ?? $code->bridge ) === $code->bridge ) {
			// This key never counts again at this bridge: the next code is used with a new one. Another bridge may still know it.
			delete_option( Pairing::KEY_OPTION );
		}
		if ( null === $answer->data || ! is_string( $shop ) ) {
			return array( 'paired' => $answer->problem ?? new Problem( 'bridge.other_version', __( 'The bridge\'s answer names no shop.', 'kontor-bridge' ), __( 'Update the plugin and the bridge, then pair again.', 'kontor-bridge' ) ) );
		}
		$pairing = new Pairing( $code->bridge, $code->bridge_key, $shop, Pairing::address_here(), time(), $key );
		$pairing->store();
		if ( get_option( self::SHOP_OPTION ) !== $shop ) {
			// Another shop at the bridge counts its results from the beginning, and its orders from now on.
			delete_option( 'kontor_cursor' );
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

	/** Checks the pairing that there is. */
	public static function test(): Checklist {
		$pairing = Pairing::current();
		if ( null === $pairing ) {
			return Checklist::of( array( 'paired' => self::unpaired() ) );
		}
		if ( $pairing->is_elsewhere() ) {
			return Checklist::of( array( 'paired' => Pairing::elsewhere() ) )->stored();
		}
		// A shop that is paired has had a code that could be read.
		$steps = array( 'code' => null ) + Identity::check( $pairing->bridge, $pairing->bridge_key );
		if ( ! array_filter( $steps ) ) {
			$steps['paired'] = null;
			$steps['signed'] = $pairing->try_out();
			$before          = Checklist::last();
			if ( null !== $before && $before->knows( 'reached' ) ) {
				$steps['reached'] = $before->problem_of( 'reached' );
			}
		}
		return Checklist::of( $steps )->stored();
	}

	/**
	 * Takes the shop apart from its bridge, which refuses its key from now on. Orders wait here. The key stays, since by it the bridge
	 * knows the shop again once it is paired anew.
	 */
	public static function end(): ?Problem {
		$pairing = Pairing::current();
		if ( null === $pairing ) {
			return self::unpaired();
		}
		$problem = $pairing->ask( 'POST', '/unpair' )->problem_without( 'revoked' );
		// A key that the bridge does not take any more is as good as taken back.
		if ( null !== $problem && ! in_array( $problem->code, array( 'proof.revoked_key', 'proof.unknown_key', 'shop.unknown' ), true ) ) {
			return $problem;
		}
		Pairing::forget( false );
		Checklist::forget();
		return null;
	}

	/**
	 * Takes a new key in place of the present one. The new key is stored beside the present one before the bridge learns of it: if
	 * its answer is lost, the next call finds out which of the two counts.
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
			// Only the bridge's own word that it has not this key lets go of it: it may be the one that counts.
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

	/** The site is a copy: it forgets key and pairing, and the bridge hears nothing of it. */
	public static function is_copy(): void {
		Pairing::forget( true );
		Checklist::forget();
		Outbox::forget_all();
		// What the shop remembers of its own past is no past of the copy's.
		foreach ( array( self::SHOP_OPTION, 'kontor_paired_at', 'kontor_reconciled', 'kontor_first_event', 'kontor_restored_at', 'kontor_told_waiting' ) as $option ) {
			delete_option( $option );
		}
	}

	/** The site has moved: it goes on from its new address. */
	public static function has_moved(): void {
		Pairing::current()?->moved_here()->store();
		$key = Key::of( get_option( Pairing::KEY_OPTION ) );
		if ( null !== $key ) {
			Pairing::store_key( $key, Pairing::address_here() );
		}
	}

	/** Why nothing can be asked. */
	public static function unpaired(): Problem {
		return new Problem( 'site.unpaired', __( 'This shop is not paired with a bridge.', 'kontor-bridge' ), __( 'Open WooCommerce → Kontor and paste the code that "kontor pair" prints.', 'kontor-bridge' ) );
	}

	/**
	 * What the bridge is told.
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
		// The bridge may ask this very site for possession of the key before it answers.
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
