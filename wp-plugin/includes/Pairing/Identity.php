<?php
/**
 * The identity of the bridge.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Pairing;

use Kontor\Bridge\Bridge\Base64Url;
use Kontor\Bridge\Bridge\Http;
use Kontor\Bridge\Bridge\Jws;
use Kontor\Bridge\Bridge\Key;
use Kontor\Bridge\Bridge\Protocol;
use Kontor\Bridge\Bridge\Refusal;
use Kontor\Bridge\Problem;

/** Asks a server to prove that it is the right bridge. Each result belongs to a step of the checklist. */
final class Identity {
	private const SKEW_SECONDS = 60;

	/**
	 * Checks the bridge at an address, step by step. Returns the problem of each step; null if the step is right. The
	 * steps after the first wrong one are left out.
	 *
	 * @param string $bridge     The bridge's public address.
	 * @param string $bridge_key The expected id of its key.
	 * @param bool   $trusted    Whether the shop is paired with this address.
	 * @return array<string, Problem|null>
	 */
	public static function check( string $bridge, string $bridge_key, bool $trusted = true ): array {
		$nonce  = Base64Url::encode( random_bytes( 24 ) );
		$answer = Http::send( 'GET', $bridge . '/v1/identity?nonce=' . $nonce, '', array(), $trusted );
		if ( null === $answer->data ) {
			return array( 'reachable' => $answer->problem );
		}
		$key   = $answer->data['key'] ?? null;
		$token = $answer->data['identity'] ?? null;
		if ( ! is_array( $key ) || ! is_string( $key['x'] ?? null ) || ! is_string( $token ) ) {
			return array( 'reachable' => new Problem( 'bridge.other_version', __( 'The server at the bridge\'s address does not answer like a bridge that this plugin knows.', 'kontor-bridge' ), __( 'Check the bridge\'s address, and update the plugin and the bridge.', 'kontor-bridge' ) ) );
		}
		$claims = Key::thumbprint( $key['x'] ) === $bridge_key ? Jws::verified( $token, 'kontor-identity+jws', $key['x'] ) : null;
		if ( null === $claims || ( $claims['nonce'] ?? null ) !== $nonce || ( $claims['iss'] ?? null ) !== $bridge ) {
			return array(
				'reachable' => null,
				'signature' => new Problem(
					'bridge.not_it',
					__( 'The server at the bridge\'s address cannot prove that it is the right bridge. The plugin has not told it the secret.', 'kontor-bridge' ),
					__( 'Make a new pairing code at the bridge (kontor pair) and paste all of it. If that does not help, another server answers at that address: tell whoever runs the bridge.', 'kontor-bridge' )
				),
			);
		}
		$steps = array(
			'reachable' => null,
			'signature' => null,
			'clocks'    => self::clocks( (int) ( $claims['iat'] ?? 0 ) ),
		);
		return null === $steps['clocks'] ? $steps + array( 'version' => self::version( $claims ) ) : $steps;
	}

	/**
	 * Whether the clocks agree.
	 *
	 * @param int $there The time of the bridge's clock, in seconds since 1970.
	 */
	private static function clocks( int $there ): ?Problem {
		$here = time();
		if ( abs( $there - $here ) <= self::SKEW_SECONDS ) {
			return null;
		}
		return Refusal::of_clocks( 'clock.skewed', gmdate( 'Y-m-d H:i:s \U\T\C', $there ), gmdate( 'Y-m-d H:i:s \U\T\C', $here ) );
	}

	/**
	 * Whether plugin and bridge understand each other.
	 *
	 * @param array<string, mixed> $claims The claims of the bridge's identity.
	 */
	private static function version( array $claims ): ?Problem {
		$protocol = is_array( $claims['protocol'] ?? null ) ? $claims['protocol'] : array();
		$oldest   = (int) ( $protocol['oldest'] ?? 0 );
		$newest   = (int) ( $protocol['newest'] ?? 0 );
		$bridge   = is_string( $claims['version'] ?? null ) ? $claims['version'] : '?';
		return Protocol::mismatch( $oldest, $newest, $bridge );
	}
}
