//! cvpn: thin path for the commands about certificates, until they are wired into the command line.
mod command {
    pub mod cert;
}
mod failure;

mod args {
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
    pub enum Format {
        #[default]
        Human,
        Json,
    }
    #[derive(Debug, clap::Subcommand)]
    pub enum Command {
        Cert(crate::command::cert::Args),
    }
    #[derive(Debug, clap::Parser)]
    pub struct Args {
        #[command(subcommand)]
        pub command: Command,
        #[arg(long, global = true, value_enum, default_value_t)]
        pub format: Format,
    }
}
mod clock {
    pub fn now() -> Result<time::OffsetDateTime, crate::failure::Failure> {
        let given = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok());
        Ok(given
            .map_or_else(time::OffsetDateTime::now_utc, |at| time::OffsetDateTime::from_unix_timestamp(at).unwrap()))
    }
}
mod source {
    pub struct Source {
        pub name: String,
        pub text: Result<String, crate::failure::Failure>,
    }
    impl Source {
        pub fn of(path: &std::path::Path) -> Self {
            let text = std::fs::read_to_string(path);
            let text =
                text.map_err(|error| crate::failure::Failure::io(format!("cannot read {}", path.display()), &error));
            Source { name: path.display().to_string(), text }
        }
    }
}
mod report {
    use crate::failure::Failure;
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
    pub enum Exit {
        Fine = 0,
        Faults = 1,
        Failed = 2,
    }
    #[derive(Debug)]
    pub enum Stop {
        Failure(Failure),
        Closed,
    }
    impl From<Failure> for Stop {
        fn from(failure: Failure) -> Self {
            Stop::Failure(failure)
        }
    }
    #[derive(Debug)]
    pub struct Report {
        pub format: crate::args::Format,
    }
    impl Report {
        pub fn data(&self, text: &str) -> Result<(), Stop> {
            use std::io::Write;
            std::io::stdout().write_all(text.as_bytes()).map_err(|_| Stop::Closed)
        }
        pub fn json(&self, value: &serde_json::Value) -> Result<(), Stop> {
            self.data(&format!("{value:#}\n"))
        }
        pub fn say(&self, text: impl std::fmt::Display) {
            eprintln!("{text}");
        }
        pub fn note(&self, text: &str) {
            self.say(format_args!("note: {text}"));
        }
        pub fn fault(&self, fault: &cvpn_blueprint::fault::Fault, document: &cvpn_blueprint::Document) {
            self.say(cvpn_blueprint::report::human(fault, document, false));
        }
    }
}

fn main() -> std::process::ExitCode {
    use clap::Parser;
    let args = args::Args::parse();
    let report = report::Report { format: args.format };
    let result = match &args.command {
        args::Command::Cert(args) => command::cert::run(args, &report),
    };
    let exit = result.unwrap_or_else(|stop| match stop {
        report::Stop::Failure(failure) => {
            eprintln!("error: {}", failure.message);
            failure.help.iter().for_each(|help| eprintln!("help: {help}"));
            report::Exit::Failed
        }
        report::Stop::Closed => report::Exit::Fine,
    });
    std::process::ExitCode::from(exit as u8)
}
