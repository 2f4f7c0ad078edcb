<?php
/**
 * Proof that this address holds the shop's key.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Pairing;

use Kontor\Bridge\Bridge\Jws;
use Kontor\Bridge\Bridge\Key;
use WP_Error;
use WP_REST_Request;

/**
 * Proves to the bridge that this address has the shop's key. Anybody may ask for the proof, since it has no other use.
 */
final class Possession {
	/** Listens to WordPress. */
	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'route' ) );
	}

	/** Opens the route. */
	public function route(): void {
		register_rest_route(
			'kontor/v1',
			'/possession',
			array(
				'methods'             => 'GET',
				'callback'            => array( $this, 'answer' ),
				'permission_callback' => '__return_true',
				'args'                => array(
					'nonce' => array(
						'required'          => true,
						'validate_callback' => static fn ( $value ): bool => is_string( $value ) && preg_match( '/^[A-Za-z0-9_-]{16,64}\z/', $value ) === 1,
					),
				),
			)
		);
	}

	/**
	 * Signs the bridge's nonce, for the bridge that this shop is paired with or is pairing with now.
	 *
	 * @param WP_REST_Request $request The bridge's question.
	 * @return array{possession: string}|WP_Error
	 */
	public function answer( WP_REST_Request $request ): array|WP_Error {
		$key    = Key::of( get_option( Pairing::KEY_OPTION ) );
		$bridge = get_transient( 'kontor_pairing_with' );
		if ( ! is_string( $bridge ) ) {
			$bridge = Pairing::current()?->bridge;
		}
		if ( null === $key || null === $bridge || null !== Pairing::other_site() ) {
			return new WP_Error( 'site_unpaired', 'This shop is not paired with a bridge.', array( 'status' => 404 ) );
		}
		return array(
			'possession' => Jws::sign(
				$key,
				'kontor-possession+jws',
				array(
					'iss'   => $key->id(),
					'aud'   => $bridge,
					'nonce' => $request['nonce'],
					'iat'   => time(),
				)
			),
		);
	}
}
