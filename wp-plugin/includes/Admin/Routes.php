<?php
/**
 * REST routes of the pairing page and the list of plugins.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Admin;

use Kontor\Bridge\Pairing\Pair;
use Kontor\Bridge\Settings;
use Kontor\Bridge\Shop\Alarm;
use WP_REST_Request;

/** Routes for shop managers only. WordPress checks the nonce, since the user is logged in by a cookie. */
final class Routes {
	/** Listens to WordPress. */
	public function register(): void {
		add_action( 'rest_api_init', array( $this, 'open' ) );
	}

	/** Opens the routes. */
	public function open(): void {
		register_rest_route(
			'kontor/v1',
			'/pairing/(?P<part>' . implode( '|', Pair::PARTS ) . ')',
			array(
				'methods'             => 'POST',
				'callback'            => array( $this, 'pair' ),
				'permission_callback' => array( $this, 'may' ),
				'args'                => array(
					'code' => array(
						'type'     => 'string',
						'required' => true,
					),
				),
			)
		);
		register_rest_route(
			'kontor/v1',
			'/settings',
			array(
				'methods'             => 'POST',
				'callback'            => array( $this, 'settings' ),
				'permission_callback' => array( $this, 'may' ),
				'args'                => array(
					'keep' => array(
						'type'     => 'boolean',
						'required' => true,
					),
				),
			)
		);
	}

	/** Whether the user manages the shop. */
	public function may(): bool {
		return current_user_can( 'manage_woocommerce' );
	}

	/**
	 * Does one part of pairing. Returns the steps as HTML, and whether to go on with the next part.
	 *
	 * @param WP_REST_Request $request The part and the code.
	 * @return array{steps: string, goesOn: bool}
	 */
	public function pair( WP_REST_Request $request ): array {
		$checklist = Pair::part( $request['part'], $request['code'] );
		( new Alarm() )->ensure();
		return array(
			'steps'  => ConnectPage::steps( $checklist ),
			'goesOn' => null === $checklist->first_problem(),
		);
	}

	/**
	 * Stores whether deleting the plugin keeps its data.
	 *
	 * @param WP_REST_Request $request The choice.
	 * @return array{keep: bool}
	 */
	public function settings( WP_REST_Request $request ): array {
		Settings::change( array( 'keep' => (bool) $request['keep'] ) );
		return array( 'keep' => Settings::keeps() );
	}
}
