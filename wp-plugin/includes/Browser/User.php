<?php
/**
 * Who sits at the browser.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Browser;

use WP_User;

/** The user who is logged in, as the bridge is told of them. What they may at the bridge is decided here and nowhere else. */
final class User {
	/** What a capability of WordPress lets its user do at the bridge; the first that the user has counts. */
	private const RIGHTS = array(
		'manage_woocommerce' => 'admin',
		'edit_shop_orders'   => 'orders',
	);
	/** Names that the bridge takes: no `@`, so that no e-mail address leaves the shop. */
	private const NAME = '/^[A-Za-z0-9_.*-]([A-Za-z0-9 _.*-]{0,58}[A-Za-z0-9_.*-])?\z/';

	/**
	 * Makes a user.
	 *
	 * @param string $name  The login, or `#` and the id where the login is no name for the bridge.
	 * @param string $right `admin` or `orders`.
	 */
	private function __construct(
		public readonly string $name,
		public readonly string $right,
	) {}

	/** The user who is logged in; null where they may nothing at the bridge. */
	public static function current(): ?self {
		foreach ( self::RIGHTS as $capability => $right ) {
			if ( current_user_can( $capability ) ) {
				return new self( self::name_of( wp_get_current_user() ), $right );
			}
		}
		return null;
	}

	/**
	 * The user as the claim `act` of a proof has it.
	 *
	 * @return array{sub: string, may: string}
	 */
	public function act(): array {
		return array(
			'sub' => $this->name,
			'may' => $this->right,
		);
	}

	/**
	 * How the bridge's journal names a user.
	 *
	 * @param WP_User $user The user.
	 */
	private static function name_of( WP_User $user ): string {
		return preg_match( self::NAME, $user->user_login ) === 1 ? $user->user_login : '#' . $user->ID;
	}
}
