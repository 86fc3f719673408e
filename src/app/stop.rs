//! The request to stop the server.

use tokio::sync::watch;

/// The request to stop the server. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Stop(watch::Sender<bool>);

impl Stop {
    /// Asks the server to stop.
    pub fn request(&self) {
        self.0.send_replace(true);
    }

    /// Completes once the server is to stop.
    pub fn requested(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut stop = self.0.subscribe();
        async move {
            // An error means that nobody is left who could ask for it.
            let _ = stop.wait_for(|requested| *requested).await;
        }
    }
}
