import { app } from 'electron';

/**
 * Lists and forms are drawn by the processor: that takes less memory than a graphics card's driver, and an old driver can do
 * no harm (decision 0032). Nothing in the window asks for WebGL, so nothing stands in for the card either. Before the app is ready.
 */
export function drawWithoutCard(): void {
  app.disableHardwareAcceleration();
  app.commandLine.appendSwitch('disable-software-rasterizer');
}
