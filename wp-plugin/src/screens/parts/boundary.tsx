import { Button } from '@wordpress/components';
import { Component } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Trouble } from './trouble.tsx';

/**
 * Shows a problem in place of a screen that throws, or whose file is missing after an update of the plugin. Without the
 * boundary the page would be empty. It is a class, since React has error boundaries only for classes.
 */
export class Boundary extends Component<{ children: React.ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    const problem = {
      code: 'page.failed',
      title: __('This part of the page cannot be shown', 'kontor-bridge'),
      cause: __('It failed, or it could not be loaded, for example because the plugin was updated.', 'kontor-bridge'),
      remedy: __('Reload the page. If it lasts, update the plugin.', 'kontor-bridge'),
    };
    return (
      <Trouble problem={problem}>
        <Button variant="secondary" onClick={() => window.location.reload()}>
          {__('Reload the page', 'kontor-bridge')}
        </Button>
      </Trouble>
    );
  }
}
