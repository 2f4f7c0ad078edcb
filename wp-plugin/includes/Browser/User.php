<?php
/**
 * The user at the browser.
 *
 * @package Kontor
 */

namespace Kontor\Bridge\Browser;

use WP_User;

/** The logged-in user as the bridge knows them. Only this class decides which right a user has at the bridge. */
final class User {
	/** The right at the bridge for each capability of WordPress. The first capability that the user has counts. */
	private const RIGHTS = array(
		'manage_woocommerce' => 'admin',
		'edit_shop_orders'   => 'orders',
	);
	/** The names that the bridge accepts. They have no `@`, so that no e-mail address leaves the shop. */
	private const NAME = '/^[A-Za-z0-9_.*-]([A-Za-z0-9 _.*-]{0,58}[A-Za-z0-9_.*-])?\z/';

	/**
	 * Makes a user.
	 *
	 * @param string $name  The login, or `#` and the user's id if the bridge would not accept the login.
	 * @param string $right `admin` or `orders`.
	 */
	private function __construct(
		public readonly string $name,
		public readonly string $right,
	) {}

	/** The logged-in user; null if they have no right at the bridge. */
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
	 * The name of a user in the bridge's journal.
	 *
	 * @param WP_User $user The user.
	 */
	private static function name_of( WP_User $user ): string {
		return preg_match( self::NAME, $user->user_login ) === 1 ? $user->user_login : '#' . $user->ID;
	}
}
